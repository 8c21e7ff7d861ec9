# ما تقوله نماذج الصفحات. المتغيّرات معزولة الاتجاه، و$count لاختيار صيغة الجمع فقط.

value-not-given = (غير محدد)
times = { $number } ×
points = { $number } نقطة مئوية
days = { $count ->
    [zero] { $number } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $number } أيام
    [many] { $number } يومًا
   *[other] { $number } يوم
}

## الفترة
period-last-7-days = آخر { $number } أيام
period-last-30-days = آخر { $number } يومًا
period-last-90-days = آخر { $number } يومًا
period-month-to-date = من أول الشهر
period-quarter-to-date = من أول الربع
period-year-to-date = من أول السنة
period-last-month = الشهر الماضي
period-last-quarter = الربع الماضي
period-last-year = السنة الماضية
period-all = كل الفترة
period-undated = لا تواريخ في هذه البيانات: كلها فترة واحدة
period-resolved = { $dates }، { $days }
period-compared = مقارنةً بـ { $dates }
period-comparison-uneven = الفترتان مختلفتا الطول: لا يُحكم على المجاميع بأنها أفضل أو أسوأ، أما المعدلات والمتوسطات فتُقارَن.
period-comparison-cut = لا مقارنة: تبدأ البيانات في { $day }، بعد بداية الفترة المقارَن بها.
period-beyond-feed = تغطي البيانات { $dates }؛ وما عداها من الفترة فارغ.
period-leaves-after-today = { $count ->
    [zero] لا صفوف بتاريخ بعد اليوم ({ $later }).
    [one] صف واحد تاريخه بعد اليوم ({ $later }) وهو غير محسوب: اختر فترة تبلغه ليُحسب.
    [two] صفان تاريخهما بعد اليوم ({ $later }) وهما غير محسوبين: اختر فترة تبلغهما ليُحسبا.
    [few] { $number } صفوف تاريخها بعد اليوم ({ $later }) وهي غير محسوبة: اختر فترة تبلغها لتُحسب.
    [many] { $number } صفًا تاريخها بعد اليوم ({ $later }) وهي غير محسوبة: اختر فترة تبلغها لتُحسب.
   *[other] { $number } صف تاريخها بعد اليوم ({ $later }) وهي غير محسوبة: اختر فترة تبلغها لتُحسب.
}
period-reaches-after-today = { $count ->
    [zero] تغطي البيانات { $dates }، ولا صفوف بعد اليوم: { $later }.
    [one] تغطي البيانات { $dates }، وفيها صف واحد تاريخه بعد اليوم: { $later }.
    [two] تغطي البيانات { $dates }، وفيها صفان تاريخهما بعد اليوم: { $later }.
    [few] تغطي البيانات { $dates }، وفيها { $number } صفوف تاريخها بعد اليوم: { $later }.
    [many] تغطي البيانات { $dates }، وفيها { $number } صفًا تاريخها بعد اليوم: { $later }.
   *[other] تغطي البيانات { $dates }، وفيها { $number } صف تاريخها بعد اليوم: { $later }.
}
period-stale = تنتهي البيانات في { $day }، أي قبل { $days }.
period-spread = الصفوف الأسبوعية والشهرية موزعة بالتساوي على أيامها.
period-leaves-undated = الصفوف التي لا تاريخ لها محسوبة في «كل الفترة» فقط.
compare-previous = الفترة السابقة
compare-last-year = أيام الأسبوع نفسها من السنة الماضية
compare-last-year-dates = التواريخ نفسها من السنة الماضية
compare-none = بلا مقارنة
period-latest-day = آخر يوم
period-day-before = اليوم الذي قبله
period-today = اليوم
period-yesterday = أمس
period-week-to-date = من أول الأسبوع
period-last-week = الأسبوع الماضي
period-too-many-steps = الفترة أطول من أن تُقسم هكذا؛ فالرسم بتقسيم أوسع.
by-auto = التقسيم الزمني المناسب
by-day = يوميًا
by-week = أسبوعيًا
by-sunday-week = أسبوعيًا من الأحد
by-iso-week = أسبوعيًا وفق ISO
by-month = شهريًا
by-hijri-month = بالشهر الهجري
by-quarter = ربعيًا
by-year = سنويًا
compare-last-ramadan = السنة الماضية بمحاذاة رمضان

## عوامل التصفية
filter = { $dimension }: { $value }
filter-without-effect = { $dimension }: { $value } (ليس في هذه البيانات: بلا أثر)
filter-remove = إزالة التصفية { $dimension }: { $value }
values-cut = المعروض { $listed } من { $all }: اكتب مزيدًا من الاسم.
values-none = لا شيء بهذا الاسم.

## الأرقام
absent-not-supplied = غير متاح: لا توجد في البيانات قيم لـ «{ $measure }»
absent-lacking = غير متاح: «{ $measure }» ليست موزعة حسب «{ $lacked }»
absent-nobody-named = غير متاح: لا تقول الطلبات لمن هي؛ اربط عمودًا بحقل person
absent-no-people = غير متاح: يتتبع أشخاصًا، وفي البيانات مجاميع فقط
absent-no-rows = لا شيء في هذا الاختيار
absent-unknown = غير معروف هنا: { $measure }
absent-no-earlier = غير متاح: تبدأ البيانات متأخرة عن الفترة السابقة
absent-too-short = غير متاح: الفترة أقصر من { $days } يومًا، فلا يُستدل بها على سنوات
absent-too-many-rows = غير متاح: الطلبات أكثر من أن تُفحص واحدًا واحدًا؛ اختر أيامًا أقل
absent-no-denominator = غير معرَّف: «{ $measure }» هنا صفر
absent-no-margin = غير متاح: لم يُذكر الهامش؛ يمكن لملف الوصف أن يذكر «margin» حصةً من الإيرادات
absent-no-discount = غير متاح: لم يُذكر معدل الخصم؛ يمكن لملف الوصف أن يذكر «discount_rate» حصةً للسنة
absent-too-young = { $count ->
    [zero] غير متاح: لم يُرصد أحد
    [one] غير متاح: لم يُرصد أحد شهرًا ميلاديًا كاملًا
    [two] غير متاح: لم يُرصد أحد شهرين ميلاديين
    [few] غير متاح: لم يُرصد أحد { $number } أشهر ميلادية
    [many] غير متاح: لم يُرصد أحد { $number } شهرًا ميلاديًا
   *[other] غير متاح: لم يُرصد أحد { $number } شهر ميلادي
}
absent-not-within = { $count ->
    [zero] أطول مما رُصد
    [one] أطول من الشهر الذي رُصد
    [two] أطول من الشهرين اللذين رُصدا
    [few] أطول من { $number } أشهر رُصدت
    [many] أطول من { $number } شهرًا رُصدت
   *[other] أطول من { $number } شهر رُصدت
}
absent-split-orders = غير معرَّف هنا: قد يكون الطلب الواحد في عدة منها؛ انظر قيمة الطلب بحسب البند وقيمة السلة
absent-one-line-orders = غير متاح: ليس في أي طلب عدة بنود
more-than = أكثر من { $number }
lack-dates = التاريخ
note-few = يستند إلى أقل من { $minimum }: للاسترشاد فقط.
note-short = يتحدث عن سنوات والمرصود أقل من سنة: للاسترشاد فقط.
note-wide = فترته واسعة: للاسترشاد فقط.
note-over-one = أكثر من { $whole }: لا يمكن أن يزيد البسط على المقام. راجع البيانات.
note-coverage-customers = المشمول { $share }: الطلبات التي يُعرف صاحبها.
note-coverage = المشمول { $share }: الصفوف التي يُعرف فيها البسط والمقام.
note-coverage-online = المشمول { $share }: القنوات المعروفة بأنها رقمية أو تقليدية.
note-split = البسط والمقام من ملفين مختلفين، وقُسِما كما هما.
note-left-out = غير محسوبة: «{ $measure }» غير الموزعة حسب «{ $lacked }».
formula-sum = مجموع { $terms }
formula-ratio = { $per }{ $numerator } ÷ { $denominator }، { $rows }
formula-same-rows = من الصفوف التي يُعرف فيها الاثنان
formula-customers-count = عدد الأشخاص المختلفين ذوي الطلبات
formula-customers-frequency = الطلبات ÷ العملاء ذوي الطلبات
formula-customers-revenue = (الإيرادات − المرتجعات) ÷ العملاء ذوي الطلبات
formula-customers-repeat = العملاء ذوو الطلبين فأكثر ÷ العملاء ذوي الطلبات
formula-customers-kept = عملاء الفترة السابقة الذين طلبوا ثانية ÷ عملاء الفترة السابقة، وهي بطول هذه
formula-customers-lost = عملاء الفترة السابقة الذين لم يطلبوا ثانية ÷ عملاء الفترة السابقة، وهي بطول هذه
formula-customers-top = إيراد 10% من العملاء الأكثر شراء ÷ إيراد جميع العملاء
formula-customers-lifetime = (الإيرادات − المرتجعات) ÷ العملاء × عدد الفترات التي يبقاها العميل: 1 ÷ معدل الفقدان، وخمس سنوات على الأكثر
formula-customers-members = العملاء المنضمون إلى البرنامج ÷ العملاء ذوو الطلبات
formula-customers-margin = مجموع الهامش × (الإيرادات − المرتجعات) ÷ العملاء × معدل الاحتفاظ^k ÷ (1 + الخصم)^k، على فترات خمس سنوات k = 0 و1 وما بعدها
formula-customers-cohort = (الإيرادات − المرتجعات) في أول اثني عشر شهرًا ميلاديًا ÷ العملاء الذين رُصدوا هذه المدة
formula-customers-to-cost = القيمة الدائمة على أساس الهامش ÷ تكلفة الاكتساب مع الرواتب والمصروفات العامة
formula-customers-payback = أول شهر k يبلغ فيه الهامش × (الإيرادات − المرتجعات) حتى k ÷ العملاء الجدد المرصودين k شهرًا تكلفةَ الاكتساب مع الرواتب والمصروفات العامة
formula-orders-unnamed = الطلبات التي لا تسمي أحدًا ÷ الطلبات
formula-orders-line = (الإيرادات − المرتجعات) للبنود ÷ الطلبات التي فيها بند منها
formula-orders-basket = (الإيرادات − المرتجعات) للطلبات التي فيها بند منها ÷ تلك الطلبات
formula-online = (الإيرادات − المرتجعات) للقنوات الرقمية ÷ (الإيرادات − المرتجعات) للقنوات الرقمية والتقليدية
formula-with-costs = من الصفوف التي يُعرف فيها الاثنان، مع ما في جداول التكاليف لها
formula-whole = من كل البيانات المختارة
change-new = جديد
sentence-up = { $change } عن { $dates }، وكان { $was }: { $verdict }.
sentence-down = { $change } عن { $dates }، وكان { $was }: { $verdict }.
sentence-flat = مقارب لما كان في { $dates }، وكان { $was } ({ $change }).
sentence-unclear = لا فرق تُظهره البيانات: { $change } عن { $dates }، وكان { $was }.
verdict-better = أفضل
verdict-worse = أسوأ
verdict-neutral = لا أفضل ولا أسوأ
spark = من { $low } ({ $low_day }) إلى { $high } ({ $high_day }).
step-iso-week = الأسبوع { $week }، { $year }
step-quarter = الربع { $quarter }، { $year }

## المشاهدات
count-rows = { $count ->
    [zero] { $number } صف
    [one] صف واحد
    [two] صفان
    [few] { $number } صفوف
    [many] { $number } صفًا
   *[other] { $number } صف
}
count-impressions = { $count ->
    [zero] { $number } ظهور
    [one] ظهور واحد
    [two] ظهوران
    [few] { $number } مرات ظهور
    [many] { $number } مرة ظهور
   *[other] { $number } ظهور
}
count-sends = { $count ->
    [zero] { $number } رسالة مرسلة
    [one] رسالة مرسلة واحدة
    [two] رسالتان مرسلتان
    [few] { $number } رسائل مرسلة
    [many] { $number } رسالة مرسلة
   *[other] { $number } رسالة مرسلة
}
count-delivered = { $count ->
    [zero] { $number } رسالة مسلَّمة
    [one] رسالة مسلَّمة واحدة
    [two] رسالتان مسلَّمتان
    [few] { $number } رسائل مسلَّمة
    [many] { $number } رسالة مسلَّمة
   *[other] { $number } رسالة مسلَّمة
}
count-opens = { $count ->
    [zero] { $number } فتح
    [one] فتح واحد
    [two] مرتا فتح
    [few] { $number } مرات فتح
    [many] { $number } مرة فتح
   *[other] { $number } فتح
}
count-clicks = { $count ->
    [zero] { $number } نقرة
    [one] نقرة واحدة
    [two] نقرتان
    [few] { $number } نقرات
    [many] { $number } نقرة
   *[other] { $number } نقرة
}
count-visits = { $count ->
    [zero] { $number } زيارة
    [one] زيارة واحدة
    [two] زيارتان
    [few] { $number } زيارات
    [many] { $number } زيارة
   *[other] { $number } زيارة
}
count-leads = { $count ->
    [zero] { $number } عميل محتمل
    [one] عميل محتمل واحد
    [two] عميلان محتملان
    [few] { $number } عملاء محتملين
    [many] { $number } عميلًا محتملًا
   *[other] { $number } عميل محتمل
}
count-actions = { $count ->
    [zero] { $number } إجراء
    [one] إجراء واحد
    [two] إجراءان
    [few] { $number } إجراءات
    [many] { $number } إجراءً
   *[other] { $number } إجراء
}
count-conversions = { $count ->
    [zero] { $number } تحويل
    [one] تحويل واحد
    [two] تحويلان
    [few] { $number } تحويلات
    [many] { $number } تحويلًا
   *[other] { $number } تحويل
}
count-orders = { $count ->
    [zero] { $number } طلب
    [one] طلب واحد
    [two] طلبان
    [few] { $number } طلبات
    [many] { $number } طلبًا
   *[other] { $number } طلب
}
count-units = { $count ->
    [zero] { $number } وحدة
    [one] وحدة واحدة
    [two] وحدتان
    [few] { $number } وحدات
    [many] { $number } وحدة
   *[other] { $number } وحدة
}
count-new-customers = { $count ->
    [zero] { $number } عميل جديد
    [one] عميل جديد واحد
    [two] عميلان جديدان
    [few] { $number } عملاء جدد
    [many] { $number } عميلًا جديدًا
   *[other] { $number } عميل جديد
}
metrics-own = تعرّفه هذه البيانات
metrics-told = يمكن معرفة { $told } من { $all } مقياسًا من هذه البيانات في هذه الفترة.
metrics-people = أحداث تذكر الأشخاص
metrics-minimum = { $number } مما يُعدّ في المقام؛ وما دونها عليه علامة
unit-count = عدد أشياء
unit-number = عدد
unit-money = مبلغ من المال
unit-share = نسبة؛ وتغيّرها بالنقاط المئوية
unit-ratio = عدد المرات
unit-points = نقاط مؤشر
good-higher = الأكثر أفضل
good-lower = الأقل أفضل
good-neutral = لا الأكثر أفضل ولا الأقل

interval = { $confidence }: من { $low } إلى { $high }
interval-wilson = فترة ويلسون للنسبة.
interval-poisson = التكلفة كما هي معلومة، على الحدين الدقيقين لعدد بواسون.
interval-clustered = من تفاوت العملاء حيث تُسمّيهم الطلبات كلها، وإلا فمن تفاوت الأيام (أو الأسابيع أو الأشهر حيث يغطي الصف الواحد أسبوعًا أو شهرًا).
interval-steps-day = { $count ->
    [zero] من تفاوت { $number } يوم.
    [one] من يوم واحد.
    [two] من تفاوت يومين.
    [few] من تفاوت { $number } أيام.
    [many] من تفاوت { $number } يومًا.
   *[other] من تفاوت { $number } يوم.
}
interval-steps-week = { $count ->
    [zero] من تفاوت { $number } أسبوع.
    [one] من أسبوع واحد.
    [two] من تفاوت أسبوعين.
    [few] من تفاوت { $number } أسابيع.
    [many] من تفاوت { $number } أسبوعًا.
   *[other] من تفاوت { $number } أسبوع.
}
interval-steps-month = { $count ->
    [zero] من تفاوت { $number } شهر.
    [one] من شهر واحد.
    [two] من تفاوت شهرين.
    [few] من تفاوت { $number } أشهر.
    [many] من تفاوت { $number } شهرًا.
   *[other] من تفاوت { $number } شهر.
}
interval-customers = { $count ->
    [zero] من تفاوت { $number } عميل.
    [one] من عميل واحد.
    [two] من تفاوت عميلين.
    [few] من تفاوت { $number } عملاء.
    [many] من تفاوت { $number } عميلًا.
   *[other] من تفاوت { $number } عميل.
}
interval-adjusted-wald = فترة والد المعدّلة لمؤشر قوامه المروّجون والمنتقدون.
interval-student = فترة ستيودنت للمتوسط.
interval-bootstrap = من 2,000 إعادة معاينة للعملاء في 500 مجموعة على الأكثر (100 للأشهر)؛ بالمئينات، والبذرة 1.
interval-none-bootstrap = لا يوجد: العملاء قليلون، أو لا تكفي إعادة المعاينة.
interval-none-answers = لا فترة: لا تبيّن البيانات مدى تفاوت الإجابات.
interval-none-sum = لا فترة: المجموع ما عُدّ، لا ما قُدّر.
interval-none-share = لا فترة: ما يُعدّ في البسط ليس جزءًا مما يُعدّ في المقام.
interval-none-count = لا فترة: لا شيء تُقسم عليه التكلفة.
interval-none-steps = لا فترة: تُؤخذ من تفاوت الأيام، ولا يومان متفاوتان هنا.

count-nps-answers = { $count ->
    [zero] { $number } إجابة
    [one] إجابة واحدة
    [two] إجابتان
    [few] { $number } إجابات
    [many] { $number } إجابة
   *[other] { $number } إجابة
}
count-csat-answers = { $count ->
    [zero] { $number } إجابة
    [one] إجابة واحدة
    [two] إجابتان
    [few] { $number } إجابات
    [many] { $number } إجابة
   *[other] { $number } إجابة
}
count-ces-answers = { $count ->
    [zero] { $number } إجابة
    [one] إجابة واحدة
    [two] إجابتان
    [few] { $number } إجابات
    [many] { $number } إجابة
   *[other] { $number } إجابة
}
count-invitations = { $count ->
    [zero] { $number } دعوة
    [one] دعوة واحدة
    [two] دعوتان
    [few] { $number } دعوات
    [many] { $number } دعوة
   *[other] { $number } دعوة
}
count-customers = { $count ->
    [zero] { $number } عميل
    [one] عميل واحد
    [two] عميلان
    [few] { $number } عملاء
    [many] { $number } عميلًا
   *[other] { $number } عميل
}
count-problems = { $count ->
    [zero] { $number } مشكلة
    [one] مشكلة واحدة
    [two] مشكلتان
    [few] { $number } مشكلات
    [many] { $number } مشكلة
   *[other] { $number } مشكلة
}

## القنوات
table-caption = كل المؤشرات حسب { $dimension }
table-cut = المعروض أول { $shown } من { $all } صف؛ رتِّب أو صفِّ لترى غيرها. والإجمالي للكل.
table-total = الكل
table-lacking = «{ $kpi }» حسب { $dimension } غير متاح: «{ $measure }» ليست موزعة حسب { $dimension }.
table-partial = في الإجمالي فقط: «{ $measure }» غير الموزعة حسب { $dimension }.
tag-online = عبر الإنترنت
tag-offline = خارج الإنترنت
efficiency-title = { $dearest } الأغلى: { $dear }، أي { $ratio } المتوسط
efficiency-title-bare = { $dearest } الأغلى: { $dear }
efficiency-title-unclear = لا أحد أغلى من غيره بوضوح
efficiency-title-one = { $dearest }: { $dear }
efficiency-subtitle = { $cost } مقابل { $count } حسب { $dimension }. كلما كبرت العلامة زادت الإيرادات.
efficiency-sentence = تتراوح { $kpi } من { $cheap } ({ $cheapest }) إلى { $dear } ({ $dearest }). لا علامة لما لا تُعرف تكلفته.
efficiency-sentence-unclear = تتراوح { $kpi } من { $cheap } ({ $cheapest }) إلى { $dear } ({ $dearest })، وقد يكون الفرق صدفة. لا علامة لما لا تُعرف تكلفته.
efficiency-sentence-one = { $kpi }: { $dear }. لا علامة لما لا تُعرف تكلفته.
efficiency-point = { $name }: { $what } { $count }، بتكلفة { $cost } للواحد
efficiency-reference = الكل: { $cost }
efficiency-small-title = النتائج أقل من أن يُحكم بالغلاء
efficiency-small = كل علامة تستند إلى نتائج قليلة: للاسترشاد فقط.
efficiency-empty-title = لا شيء للمقارنة
efficiency-empty = يحتاج هذا الرسم إلى التكلفة مع العملاء الجدد أو الطلبات أو العملاء المحتملين، موزعة بالطريقة نفسها.
mix-title = حصة { $name } من { $kpi }: { $share }
mix-subtitle = { $kpi } حسب { $dimension }، كل عمود { $whole }. الأعمدة المخططة فترات غير مكتملة.
mix-sentence = أكثر الحصص تغيّرًا حصة { $name }: من { $from } في النصف الأول من الفترة إلى { $to } في نصفها الثاني.
mix-sentence-one = أكبر الحصص حصة { $name }: { $share }.
mix-other = أخرى
mix-empty-title = لا شيء للتوزيع
mix-empty = يحتاج هذا الرسم إلى الإيرادات أو الطلبات أو التحويلات أو العملاء المحتملين أو الزيارات أو التكلفة، موزعة بالطريقة نفسها.

## مؤشر عبر الزمن
over-time-title = { $kpi } عبر الزمن
over-time-title-moved = الأكثر تغيّرًا { $name }: { $kpi } { $change }
over-time-subtitle = { $kpi } حسب { $dimension }.
over-time-partial = المتقطع: فترة غير مكتملة.
over-time-then = الرفيع المتقطع: الكل في فترة المقارنة.
over-time-sentence = من { $low } ({ $low_name }، { $low_day }) إلى { $high } ({ $high_name }، { $high_day }).
over-time-cut = المرسوم أول { $shown } من { $all } من الصفوف.
over-time-empty-title = لا مسار يُرسم
over-time-empty = المقياس الذي رُتّب به الجدول غير معروف إلا في نقطة زمنية واحدة أو لا يُعرف. رتّب بمقياس آخر أو اختر فترة أطول.
over-time-whole = يُحسب { $kpi } على الفترة كلها، ولا مسار له داخلها. رتّب بمقياس آخر.

## الصفوف التي يستند إليها الرقم
rows-title = الصفوف التي يستند إليها «{ $kpi }»
rows-cut = المعروض أول { $shown } من { $all } من الصفوف.
rows-all-used = { $count ->
    [zero] من { $number } صف، ولم يُستبعد شيء.
    [one] من صف واحد، ولم يُستبعد شيء.
    [two] من صفين، ولم يُستبعد شيء.
    [few] من { $number } صفوف، ولم يُستبعد شيء.
    [many] من { $number } صفًا، ولم يُستبعد شيء.
   *[other] من { $number } صف، ولم يُستبعد شيء.
}
rows-used = { $count ->
    [zero] من { $number } صف؛ والمستبعد { $left }: { $reasons }.
    [one] من صف واحد؛ والمستبعد { $left }: { $reasons }.
    [two] من صفين؛ والمستبعد { $left }: { $reasons }.
    [few] من { $number } صفوف؛ والمستبعد { $left }: { $reasons }.
    [many] من { $number } صفًا؛ والمستبعد { $left }: { $reasons }.
   *[other] من { $number } صف؛ والمستبعد { $left }: { $reasons }.
}
rows-left-unread = { $number } عند القراءة ({ $name })
rows-left-lacking = { $number } بلا «{ $name }»
rows-left-undated = { $number } بلا تاريخ
rows-left-after-today = { $number } بتاريخ بعد اليوم
rows-left-outside = { $number } خارج الفترة
rows-left-filtered = { $number } بالتصفية حسب «{ $name }»
rows-left-unknown = { $number } بلا المقاييس اللازمة
rows-left-superseded = { $number } لإجابة لاحقة من الشخص نفسه

## البيانات
data-privacy = تبقى بياناتك في هذا المتصفح. العناوين المطلوبة هي المذكورة هنا فقط.
data-more = و{ $count } أخرى
file-good = بلا مشكلات
file-not-read = تعذرت قراءته
file-undated = بلا تواريخ
table-performance = الأداء
table-events = الأحداث
table-costs = التكاليف
table-answers = الإجابات
table-targets = مستهدفات
table-peers = أقران
fact-read = الصفوف المقروءة
fact-repaired = منها صفوف ناقصة
fact-refused = الصفوف المستبعدة
fact-after-today = بتاريخ بعد اليوم
fact-covers = الفترة
fact-size = الحجم
about-from = ابتداءً من { $day }
order-day-first = لم يُذكر أيهما أولًا، اليوم أم الشهر؛ وبحسب تواريخه كلها: اليوم أولًا.
order-month-first = لم يُذكر أيهما أولًا، اليوم أم الشهر؛ وبحسب تواريخه كلها: الشهر أولًا.
file-redirected = حوّل الخادم الطلب إلى { $host }.
file-problems = { $count ->
    [zero] { $number } من المشكلات المذكورة أدناه
    [one] مشكلة واحدة من المذكورة أدناه
    [two] مشكلتان من المذكورة أدناه
    [few] { $number } مشكلات من المذكورة أدناه
    [many] { $number } مشكلة من المذكورة أدناه
   *[other] { $number } مشكلة من المذكورة أدناه
}
delimited-comma = مفصول بفواصل
delimited-semicolon = مفصول بفواصل منقوطة
delimited-tab = مفصول بعلامات جدولة
delimited-pipe = مفصول بخطوط عمودية
delimited-other = مفصول بالعلامة { $name }
written-property = الصفوف في { $name }
written-sheet = الورقة { $name }
written-preamble = { $count ->
    [zero] لا أسطر متجاوزة فوق العناوين
    [one] سطر واحد فوق العناوين متجاوَز
    [two] سطران فوق العناوين متجاوَزان
    [few] { $number } أسطر فوق العناوين متجاوَزة
    [many] { $number } سطرًا فوق العناوين متجاوَزًا
   *[other] { $number } سطر فوق العناوين متجاوَز
}
inferred-number = { $column }: تُقرأ { $example } على أنها { $reading }.
inferred-number-unclear = { $column }: تُقرأ { $example } على أنها { $reading }، وقد تُقرأ على غير ذلك. يحسم ذلك ملف الوصف: decimalChar وgroupChar.
inferred-day-first = { $column }: اليوم أولًا؛ تُقرأ { $example } على أنها { $reading }.
inferred-month-first = { $column }: الشهر أولًا؛ تُقرأ { $example } على أنها { $reading }.
inferred-order-unclear = { $column }: لا يتبيّن أيهما أولًا، اليوم أم الشهر؛ تُقرأ { $example } على أنها { $reading }.
mapping-always = { $value } دائمًا
mapping-values = { $count ->
    [zero] لا قيم معاد تسميتها
    [one] قيمة واحدة معاد تسميتها
    [two] قيمتان معاد تسميتهما
    [few] { $number } قيم معاد تسميتها
    [many] { $number } قيمة معاد تسميتها
   *[other] { $number } قيمة معاد تسميتها
}
field-date = التاريخ
field-last-day = آخر يوم
field-person = الشخص
field-kind = النوع
field-value = القيمة
field-order = الطلب
field-amount = المبلغ
field-currency = العملة
field-rate = سعر الصرف
problems-headline = { $count ->
    [zero] لا مشكلات في هذه البيانات.
    [one] مشكلة واحدة في هذه البيانات. المعروض هو ما أمكنت قراءته.
    [two] مشكلتان في هذه البيانات. المعروض هو ما أمكنت قراءته.
    [few] { $number } مشكلات في هذه البيانات. المعروض هو ما أمكنت قراءته.
    [many] { $number } مشكلة في هذه البيانات. المعروض هو ما أمكنت قراءته.
   *[other] { $number } مشكلة في هذه البيانات. المعروض هو ما أمكنت قراءته.
}
failed-headline = تعذر فتح هذه البيانات

# عناوين قائمة الخلل المحفوظة.
save-file = الملف
save-row = الصف
save-column = العمود
save-value = القيمة
save-kind = النوع
save-what = الخلل
save-advice = العمل
save-more = خللًا آخر معدودًا غير مذكور
save-more-rows = صفوف أخرى غير مذكورة:
