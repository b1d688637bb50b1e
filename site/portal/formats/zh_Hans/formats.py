"""Days as officials type them. Django's own Chinese list names `%Y年%n月%j日`, which `strptime` does not understand."""

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y年%m月%d号"]
DATETIME_INPUT_FORMATS = [
    f"{day}{between}{time}"
    for day in DATE_INPUT_FORMATS
    for between in (" ", "")
    for time in ("%H:%M", "%H:%M:%S", "%H时%M分")
] + DATE_INPUT_FORMATS
