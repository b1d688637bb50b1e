"""Exchange with other systems (对接): the OA hands over signed documents, which become drafts here (R-038).

May import: disclosure.documents, disclosure.catalogue, foundation. Imported by portal, for its addresses.
"""
