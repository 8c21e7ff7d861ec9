# ما يقال عن ملف حيثما ذُكر.

size-bytes = { $number } بايت
size-kilobytes = { $number } ك.ب
size-megabytes = { $number } م.ب
size-gigabytes = { $number } ج.ب
grain-day = صف لكل يوم
grain-week = صف لكل أسبوع
grain-month = صف لكل شهر
place-file = { $file }
place-column = { $file }، { $column }
place-row = { $file }، الصف { $row }
place-cell = { $file }، الصف { $row }، العمود { $column }
