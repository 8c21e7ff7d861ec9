# أجوبة بالكلمات: لماذا تغيّر الرقم، ومن الأفضل، وأين يُخفَّض الإنفاق وأين يُزاد. المتغيرات معزولة الاتجاه.

## لماذا تغيّر
explain-then = سابقًا
explain-now = الآن
explain-adds = أثره في التغيّر
explain-own-change = تغيّره هو
explain-rate = بمعدله هو
explain-mix = بحصته
explain-both = بهما معًا
explain-turnover = بدخوله أو خروجه أو انفراده
explain-caption = أثر كل جزء في تغيّر «{ $kpi }» حسب { $dimension }
explain-rest = بلا { $dimension }
explain-others = { $number } أصغر أثرًا
explain-rose = ارتفاع «{ $kpi }» من { $was } إلى { $now } ({ $change }).
explain-fell = انخفاض «{ $kpi }» من { $was } إلى { $now } ({ $change }).
explain-same = لا تغيّر يُذكر في «{ $kpi }»: { $was } سابقًا و{ $now } الآن ({ $change }).
explain-unclear = تحرّك «{ $kpi }» من { $was } إلى { $now } ({ $change })، وقد يكون ذلك صدفة.
explain-split = من ذلك { $rate } بمعدلات الأجزاء نفسها، و{ $mix } بحصصها من الكل، و{ $both } بالأمرين معًا.
explain-split-turnover = من ذلك { $rate } بمعدلات الأجزاء نفسها، و{ $mix } بحصصها من الكل، و{ $both } بالأمرين معًا، و{ $turnover } بأجزاء دخلت أو خرجت أو انفردت.
explain-cause-share = { $share } من ذلك في { $part } ({ $amount }).
explain-cause-beyond = في { $part } أكثر من ذلك كله ({ $amount })، والبقية تعوّض الفارق.
explain-cause-driver = وهناك تغيّر مقياس «{ $driver }» من { $was } إلى { $now }.
explain-cause-mix = وهناك تغيّرت الحصة من «{ $measure }» من { $was } إلى { $now }.
explain-cause-turnover = والبيانات هناك في إحدى الفترتين فقط.
explain-how-sum = أثر كل جزء هو تغيّره نفسه، ومجموعها هو التغيّر كله تمامًا.
explain-how-ratio = بمعدله: تغيّر معدل الجزء نفسه. بحصته: زاد وزنه في الكل أو نقص، قياسًا إلى المتوسط. ومجموعها هو التغيّر كله تمامًا، والمعروض مقرَّب.
explain-not-additive = قد يكون العميل في أكثر من جزء، فلا تُجمع الأجزاء إلى الكل.
explain-partial = «{ $measure }» غير الموزعة حسب { $dimension } في صف وحدها.
explain-no-comparison = لا شيء للمقارنة: اختر مقارنة أخرى أو فترة أحدث.
explain-no-then = لا شيء للمقارنة: في الفترة الأخرى { $reason }.
explain-began = لا شيء للمقارنة: لم تعرفه البيانات إلا بعد ذلك.
explain-not-apart = لا يمكن تفكيك هذا التغيّر: المقام في أحد الأجزاء أقل من صفر.

## وجهًا لوجه
versus-title = وجهًا لوجه: { $names }
versus-better = الأفضل: { $best }
versus-higher = الأعلى: { $best }
versus-more = الأكثر: { $best }
versus-unsure = المتقدم بالأرقام: { $best }. ولا يُعرف مدى الصدفة.
versus-unclear = لا فرق تُظهره البيانات
versus-few = أقل من أن يُحكم به
versus-equal = متساوية
versus-one = لأحدها فقط

## أين يُخفَّض الإنفاق وأين يُزاد
advice-next = تكلفة النتيجة التالية
advice-at-least = لا تقل عن { $least }
advice-no-most = لا تقل عن { $least }؛ ولا تُظهر البيانات حدها الأعلى.
advice-too-few = غير معروف: الأسابيع التي فيها إنفاق ونتائج قليلة.
advice-too-steady = لا يكفي التفاوت للحكم: لم يكد الإنفاق يتغيّر.
advice-charged = تُحتسب من المبيعات كالعمولة، فلا يُختار منها مزيد.
advice-monthly = غير معروف: الإنفاق شهري، والحساب يحتاج إلى أسابيع.
advice-word-cut = للتخفيض: النتيجة التالية أغلى من متوسط الكل
advice-word-add = للزيادة: النتيجة التالية أرخص من متوسط الكل
advice-word-nothing = للتخفيض: لم تأتِ زيادة الإنفاق بمزيد
advice-word-unclear = لا شيء تُظهره البيانات
advice-word-few = النتائج أقل من أن يُحكم بها
advice-shift = نقل { $amount } من { $from } إلى { $to } يأتي بزيادة قدرها نحو { $gain } ({ $confidence }: من { $low } إلى { $high }) في فترة كهذه، على افتراض أن الإنفاق السابق هو سبب النتائج السابقة.
advice-none = أين يُنقل الإنفاق: لا شيء تُظهره البيانات، فلا نتيجة تالية أرخص من غيرها بوضوح.
advice-unknown = أين يُنقل الإنفاق: غير معروف، إذ لا تُعرف تكلفة النتيجة التالية إلا لأقل من اثنتين.
advice-empty = يحتاج ذلك إلى التكلفة مع الطلبات أو العملاء الجدد أو العملاء المحتملين، موزعة بالطريقة نفسها.
advice-cut = المرتَّب هو { $shown } الأكثر إنفاقًا من { $all }.
advice-assumption = تُؤخذ تكلفة النتيجة التالية من تتبّع النتائج للإنفاق خلال { $weeks } حتى { $day }، بجانب نتائج سائر القنوات، على منحنى يتباطأ. وهذا اقتران لا سببية: فمن أنفق أكثر لأنه توقع أكثر يبدو مثله. ولا تُرى نتائج الأسابيع اللاحقة، وكل نتيجة تُعد كغيرها.
count-weeks = { $count ->
    [zero] { $number } أسبوع
    [one] أسبوع واحد
    [two] أسبوعين
    [few] { $number } أسابيع
    [many] { $number } أسبوعًا
   *[other] { $number } أسبوع
}
