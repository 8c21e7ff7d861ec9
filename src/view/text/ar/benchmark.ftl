# ما تقوله صفحة المقارنة بالأقران. المتغيرات معزولة الاتجاه؛ و$count لاختيار صيغة العدد فقط.

bench-caption = الأرقام أمام أرقام الأقران
bench-peers-table = جدول أقران
bench-peers-own = البيانات نفسها: { $dimension }
bench-all-channels = كل القنوات
bench-star-none = بلا
bench-star-head = أفضل { $n } في { $kpi }
bench-star-note = وسيط النظراء في الربع الأفضل بهذا المقياس: أرقام يبلغها نظراء معًا.
bench-star-few = أقل من { $least } من النظراء في الربع الأفضل بهذا المقياس، فلا مجموعة تُعرض.
bench-rest = البقية معًا
bench-peers = { $count ->
    [zero] لا أقران
    [one] قرين واحد
    [two] قرينان
    [few] { $number } أقران
    [many] { $number } قرينًا
   *[other] { $number } قرين
}
bench-members = { $count ->
    [zero] لا أقران بالاسم
    [one] قرين واحد بالاسم
    [two] قرينان بالاسم
    [few] { $number } أقران بالأسماء
    [many] { $number } قرينًا بالأسماء
   *[other] { $number } قرين بالأسماء
}
bench-quantile = المئين { $number }
bench-percentile = المئين { $number } من 100؛ والأفضل 100
bench-below = دون { $number }
bench-above = فوق { $number }
bench-range = { $from } إلى { $to }

## كلمات للموضع
bench-band-poor = ضعيف
bench-band-fair = مقبول
bench-band-good = جيد
bench-band-excellent = ممتاز
bench-no-basis = بلا حكم: الأساس مختلف
bench-no-few = أقل من { $least } أقران
bench-no-figure = لا رقم لنا
bench-no-neutral = لا اتجاه أفضل فيه
bench-no-minimum = يقوم على أقل من { $least }
bench-no-certain = غير مؤكد بما يكفي للحكم
bench-gap-level = متعادل
bench-gap-neutral = فارق

## الفجوة بالمال
bench-target-median = وسيط الأقران
bench-target-best = الأفضل في الفئة
bench-worth-gain = بلوغ { $target } يزيد { $amount } في هذه الفترة، مع بقاء { $held } كما هي الآن.
bench-worth-each = بلوغ { $target } يزيد { $amount } في هذه الفترة، مع بقاء { $held } والإيراد لكل وحدة من { $each } كما هما الآن.
bench-worth-save = بلوغ { $target } يوفر { $amount } في هذه الفترة، مع بقاء { $held } كما هي الآن.
bench-sentence = { $own } أمام وسيط { $median }؛ { $peers }
bench-sentence-range = { $own } أمام وسيط { $median }؛ { $peers }، ونصفهم الأوسط بين { $low } و{ $high }

## ما يقال أولًا
bench-highlight-best = الأقوى
bench-highlight-weakest = الأضعف
bench-highlight-worth = الأعلى قيمة
bench-said = { $title } مقارنةً بالأقران: «{ $metric }» – { $word }. { $sentence }

## الأساس
bench-basis-filter = لا يمكن تقسيم الأقران بحسب { $dimensions }، فلا حكم مع هذه التصفية.
bench-basis-length = أرقام الأقران عن { $peers }، وأرقامكم عن { $own }. لا حكم بين فترتين مختلفتي الطول.
bench-basis-period = أرقام الأقران عن { $peers }، وأرقامكم عن { $own }.
bench-basis-undated = لا يذكر الجدول فترة أرقام الأقران.
bench-basis-currency = { $count ->
    [zero] لا أرقام بعملات أخرى.
    [one] رقم واحد بعملة أخرى غير محسوب.
    [two] رقمان بعملات أخرى غير محسوبين.
    [few] { $number } أرقام بعملات أخرى غير محسوبة.
    [many] { $number } رقمًا بعملات أخرى غير محسوبة.
   *[other] { $number } رقم بعملات أخرى غير محسوبة.
}
bench-their-period = اعرض أرقامي عن { $dates }
bench-widened = { $metrics }: أقل من { $least } أقران من أقرب صنف، فالمقارنة بمجموعة أوسع.
bench-widened-all = أقل من { $least } أقران من أقرب صنف، فالمقارنة بمجموعة أوسع.

## من هم الأقران
bench-group-number = العدد
bench-group-from-to = عدد الأقران من { $least } إلى { $most } بحسب المقياس
bench-group-who = من هم
bench-group-all = كل من في الجدول
bench-group-own = نحن
bench-group-own-out = مستبعدون: لا أحد قرين نفسه
bench-group-own-unknown = غير مسمَّين في ملف الوصف، فقد نكون بين الأقران
bench-group-period = الفترة
bench-group-cut = منها
bench-group-other = من صنف آخر
bench-group-unknown = بلا رقم
bench-group-up-to = { $count ->
    [zero] لا أحد
    [one] حتى { $number } بحسب المقياس
    [two] حتى { $number } بحسب المقياس
    [few] حتى { $number } بحسب المقياس
    [many] حتى { $number } بحسب المقياس
   *[other] حتى { $number } بحسب المقياس
}
bench-group-source = المصدر
bench-method-rank = المئين يعد الأقران الأضعف كاملين والمتعادلين أنصافًا.
bench-method-quantile = الوسيط يمثل الأقران؛ والمئينات بين القيم بالتناسب (النوع 7). والأفضل في الفئة حد العُشر الأفضل.
bench-method-bands = ضعيف دون 25، ومقبول دون 50، وجيد دون 75، وممتاز من 75 فما فوق.
bench-method-few = دون { $least } أقران لا حكم؛ ودون { $thin } يُنبَّه إلى قلتهم.

## المسار
bench-trend-subtitle = { $metric } أمام النصف الأوسط من الأقران
bench-trend-title = { $metric } عند وسيط الأقران أو فوقه: { $above } من { $all } من الفترات
bench-trend = من { $own_first } ({ $first }) إلى { $own_last } ({ $last })؛ ووسيط الأقران من { $median_first } إلى { $median_last }.
bench-trend-empty = يحتاج المسار إلى أقران في فترتين على الأقل بالطول نفسه.
bench-trend-unknown = غير معروف، أو الأقران قليلون

## المؤشر
bench-index-title = المرتبة { $rank } من { $all } بكل المقاييس معًا
bench-index-moves = بين المرتبتين { $best } و{ $worst } لو نقص أي وزن أو زاد { $share }.
bench-index-firm = تبقى { $best } لو نقص أي وزن أو زاد { $share }.
bench-index-equal = بأوزان متساوية: المرتبة { $rank }.
bench-index-none = لا مؤشر بهذه الأوزان
bench-weight-less = خفض وزن { $metric }
bench-weight-more = زيادة وزن { $metric }

## لا شيء للمقارنة
bench-empty-title = لا أقران في هذه البيانات
bench-empty = أضف جدول أقران إلى ملف الوصف: مئينات من دراسة أو جمعية، أو صفًا لكل قرين. أو قارن أجزاء بياناتك بعضها ببعض: اختر أعلاه.
bench-empty-cut-title = لا أقران لهذا الاختيار
bench-empty-cut = ليس في جدول الأقران شيء لهذه التصفيات. أزلها أو اختر قناة أخرى.
bench-empty-own-title = لا شيء للمقارنة
bench-empty-own = أقل من اثنين منها لهما أرقام في الفترة. اختر فترة أخرى أو أقرانًا آخرين.

## أرقام منشورة
bench-references-fault = تعذرت قراءة الأرقام المنشورة: { $why }
