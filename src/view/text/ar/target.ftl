# المستهدفات، وما يستدعي الانتباه.

compare-target = المستهدف
period-compared-targets = مقارنةً بالمستهدفات
period-no-targets = لا مستهدفات في هذه البيانات للمقارنة بها

## موضع المقياس من مستهدفه
standing-met = تحقق
standing-missed = لم يتحقق
standing-ahead = متقدّم
standing-behind = متأخّر
standing-on-pace = يسير وفق الخطة
standing-close = قريب من المستهدف
standing-above = فوق المستهدف
standing-below = دون المستهدف
standing-not-covered = تبدأ البيانات بعد ذلك
standing-too-early = الوقت مبكر للحكم

## مقارنةً بالمستهدف
target-sentence = ‏{ $gap } عن المستهدف { $target } للفترة { $dates }: { $word }.
target-sentence-due = ‏{ $gap } عن { $due }، وهو المستحق حتى { $day } من المستهدف { $target } للفترة { $dates }، { $basis }: { $word }.
target-by-days = موزعًا بالتساوي على أيامها
target-by-last-year = موزعًا كما سارت السنة الماضية
target-end = بهذه الوتيرة { $end } حتى { $day }.
target-end-range = بهذه الوتيرة { $end } حتى { $day } (من { $low } إلى { $high }).
target-column = ‏{ $metric }، المستهدف المستحق
target-none = لا مستهدف
target-none-differing = لا مستهدف واحد: مستهدفات هذه الأيام مختلفة
target-none-other = لا مستهدف لهذه الأيام بعينها
target-none-part = بلا مقارنة: للمستهدف { $days } فقط من الفترة
target-without = بلا مستهدف: { $metrics }.

## ما يستدعي الانتباه
alerts = { $count ->
    [zero] لا تنبيهات
    [one] تنبيه واحد
    [two] تنبيهان
    [few] { $number } تنبيهات
    [many] { $number } تنبيهًا
   *[other] { $number } تنبيه
}
alerts-none = { $count ->
    [zero] لا شيء يستدعي الانتباه: نُظر في المستهدفات وعمر البيانات.
    [one] لا شيء يستدعي الانتباه: نُظر في المستهدفات والمسار المعتاد لمقياس واحد وعمر البيانات.
    [two] لا شيء يستدعي الانتباه: نُظر في المستهدفات والمسار المعتاد لمقياسين وعمر البيانات.
    [few] لا شيء يستدعي الانتباه: نُظر في المستهدفات والمسار المعتاد لـ { $number } مقاييس وعمر البيانات.
    [many] لا شيء يستدعي الانتباه: نُظر في المستهدفات والمسار المعتاد لـ { $number } مقياسًا وعمر البيانات.
   *[other] لا شيء يستدعي الانتباه: نُظر في المستهدفات والمسار المعتاد لـ { $number } مقياس وعمر البيانات.
}
alerts-cut = { $headline } (لم يُنظر إلا في أول { $shown } من { $all } من المستهدفات، وهي المعروضة.)
alert-behind = ‏{ $metric } متأخر عن مستهدف الفترة { $dates }: { $value } منذ { $since }، والمستحق حتى الآن { $due } ({ $gap }).
alert-off = ‏{ $metric } بعيد عن مستهدف الفترة { $dates }: { $value } منذ { $since }، والمستهدف { $due } ({ $gap }).
alert-missed = لم يتحقق مستهدف { $metric } للفترة { $dates }: { $value } منذ { $since }، والمستهدف { $due } ({ $gap }).
alert-above = ‏{ $metric } فوق نطاقه المعتاد منذ { $since }: { $value } في { $days }، والمعتاد من { $low } إلى { $high }.
alert-below = ‏{ $metric } دون نطاقه المعتاد منذ { $since }: { $value } في { $days }، والمعتاد من { $low } إلى { $high }.
alert-old = أحدث يوم في البيانات { $day }، أي قبل { $days }.
alert-copy = تعذّر تجديد البيانات: الأرقام من آخر نسخة سليمة.
