# What is said of a file wherever it is named.

size-bytes = { $number } bytes
size-kilobytes = { $number } KB
size-megabytes = { $number } MB
size-gigabytes = { $number } GB
grain-day = one row a day
grain-week = one row a week
grain-month = one row a month
place-file = { $file }
place-column = { $file }, { $column }
place-row = { $file }, row { $row }
place-cell = { $file }, row { $row }, column { $column }
