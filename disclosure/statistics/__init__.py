"""Numbers of 依申请公开: table three of the annual report and the periodic report. See README.md."""
