### ما تقوله الصفحة من نفسها.

product = معيار
skip = إلى الأرقام مباشرة
nav = الصفحات
page-summary = الملخص
page-channels = القنوات
page-benchmarks = المقارنة
page-data = البيانات
page-metrics = المقاييس
question-summary = كيف أداؤنا؟
question-channels = أي قناة تستحق ما يُنفق عليها؟
question-benchmarks = أين نقف من الأقران؟
question-data = هل أثق بهذه الأرقام؟
question-metrics = ماذا تعني الأرقام؟

settings = العرض
theme = الألوان
theme-system = حسب الجهاز
theme-light = فاتح
theme-dark = داكن
digits = الأرقام
digits-latn = 123
digits-arab = ١٢٣

notices = عن هذه البيانات

period = الفترة
period-custom = تواريخ مخصصة
period-choose-dates = اختيار التواريخ
period-earlier = الفترة السابقة
period-later = الفترة التالية
period-from = من
period-to = إلى
period-apply = عرض هذه الأيام
compare = المقارنة مع

filters = عوامل التصفية المفعّلة
filters-reset = إزالة كل عوامل التصفية
cut-by = التقسيم حسب
problems-all = عرضها كلها في صفحة البيانات

mark-better = أفضل
mark-worse = أسوأ
mark-neutral = تغيّر
mark-flat = مقارب
mark-unclear = لا فرق واضح

about = كيف يُحسب
about-now = الآن
about-then = سابقًا
about-target = المستحق بحسب المستهدف
about-basis = محسوب من
about-interval = فترة الثقة
about-formula = المعادلة
about-source = المصدر
about-rows = عرض الصفوف
about-all = جميع المقاييس
metrics-search = ابحث في المقاييس
metrics-none = لا مقياس فيه هذه الكلمات كلها.
metrics-unit = الوحدة
metrics-direction = الاتجاه
metrics-minimum = يستند إلى ما لا يقل عن
metrics-needs = يحتاج إلى
metrics-feeds = مصدره
summary-missing = ما لا تتيحه هذه البيانات

table-filter = عرض هذا وحده؛ اضغط مرة أخرى لعرض الكل
table-formulas = كيف تُحسب هذه المقاييس
chart-table = الأرقام نفسها في جدول
chart-marks = علامات الرسم. تنقّل بينها بمفاتيح الأسهم.
chart-bars = أعمدة الرسم. تنقّل بينها بمفاتيح الأسهم.
chart-partial = فترة غير مكتملة
over-time-hint = اسحب فوق الرسم، أو اضغط Shift مع الأسهم ثم Enter، لتجعل ما حددته هو الفترة.
over-time-reader = الرسم خطوة خطوة. تنقّل بمفاتيح الأسهم، ومع Shift تحدد، وEnter يجعل المحدد هو الفترة.

data-files = الملفات
data-mapping = كيف تُقرأ أعمدته
data-requests = كل العناوين التي اتصل بها المتصفح
data-problems = المشكلات
data-no-problems = لا مشكلات: قُرئت الصفوف كلها.
data-problem-file = الملف
data-problem-row = الصف
data-problem-column = العمود
data-problem-value = القيمة
data-what = المشكلة
data-kind-only = عرض هذه وحدها
data-file-only = عرض مشكلاته
data-listed = المعروض { $listed } من { $all }
data-list-all = عرض الكل
data-list-more = عرض { $number } أخرى
data-save-problems = تنزيل بصيغة CSV
data-read-ago = قُرئ { $age }
data-own-file = ملف من جهازك
data-manner = كيف تُقرأ الأرقام والتواريخ

loading = يجري تحميل البيانات…
loading-files = الملف { $done } من { $files }
loading-rows = { $count ->
    [zero] { $number } صف
    [one] صف واحد
    [two] صفان
    [few] { $number } صفوف
    [many] { $number } صفًا
   *[other] { $number } صف
}
loading-bytes-of = { $bytes } من { $due }
loading-stop = إيقاف
loading-said = حُمِّل { $percent }
updating = يجري تحديث الأرقام

size-bytes = { $number } بايت
size-kilobytes = { $number } ك.ب
size-megabytes = { $number } م.ب
size-gigabytes = { $number } ج.ب

age-now = الآن
age-minutes = { $count ->
    [zero] قبل { $number } دقيقة
    [one] قبل دقيقة
    [two] قبل دقيقتين
    [few] قبل { $number } دقائق
    [many] قبل { $number } دقيقة
   *[other] قبل { $number } دقيقة
}
age-hours = { $count ->
    [zero] قبل { $number } ساعة
    [one] قبل ساعة
    [two] قبل ساعتين
    [few] قبل { $number } ساعات
    [many] قبل { $number } ساعة
   *[other] قبل { $number } ساعة
}
age-days = { $count ->
    [zero] قبل { $number } يوم
    [one] قبل يوم
    [two] قبل يومين
    [few] قبل { $number } أيام
    [many] قبل { $number } يومًا
   *[other] قبل { $number } يوم
}
fresh = آخر تحديث { $age }
fresh-checking = يجري التحقق من وجود بيانات أحدث…
fresh-stale = نسخة أقدم ({ $age }): لا يمكن قراءة البيانات الآن
fresh-refresh = تحديث
keep = النسخ
keep-label = الاحتفاظ بنسخة في هذا المتصفح للزيارة القادمة
keep-note = عند الإيقاف تُحذف النسخ كلها الآن، ولا تُحفظ نسخ أخرى.

asking-title = فتح بيانات من موقع آخر؟
asking-title-more = تقرأ هذه البيانات من مواقع أخرى أيضًا
asking-first = يعرض هذا الرابط بيانات موجودة في مكان آخر:
asking-more = يذكر ملف وصفها ملفات موجودة في مكان آخر:
asking-sent = لم يُطلب منه شيء بعد. إن وافقت أرسل متصفحك طلب هذه الملفات وحده: لا أرقام ولا ملفات تعريف ارتباط. وكأي موقع، سيعرف عنوانك على الشبكة.
asking-once = يسري جوابك في علامة التبويب هذه.
asking-yes = فتحها
asking-no = ليس الآن: عرض البيانات التجريبية

key-title = أيحتاج إلى كلمة مرور أو مفتاح؟
key-intro = تُقرأ البيانات الخاصة بترويسة يعطيك إياها صاحبها.
key-origin = للموقع
key-name = الترويسة
key-value = القيمة
key-show = إظهار
key-keep = الاحتفاظ بها حتى إغلاق علامة التبويب
key-send = استعمالها وإعادة التحميل
key-goes = تُرسل إلى { $origin } وحده، من هذا المتصفح مباشرة. لا تدخل في رابط ولا تصدير ولا نسخة محفوظة.
key-unfit-name = لا يصلح هذا اسمًا لترويسة.
key-unfit-value = لا تصلح هذه قيمةً لترويسة.
key-given = الترويسات المستعملة
key-kept = حتى إغلاق علامة التبويب
key-not-kept = حتى مغادرة هذه الصفحة
key-remove = إزالة { $name } للموقع { $origin }

own-open = فتح ملفاتك
own-looking = جارٍ النظر في الملفات…
trouble-own-file = «{ $name }» فُتح من ملف على حاسوب، والرابط لا يحمل الملفات.
trouble-own-file-advice = افتح الملف من جديد، أو ضعه على خادم بجانب ملف datapackage.json المحفوظ.
own-drop = أفلت الملفات لفتحها هنا. تبقى في هذا المتصفح.
footer-privacy = تُحسب الأرقام كلها في هذا المتصفح، ولا يُرسل منها شيء إلى أي جهة.
footer-data = مصدر البيانات

trouble-retry = إعادة المحاولة
trouble-demo = فتح العرض التجريبي
trouble-address = الرابط يذكر مصدر بيانات ليس عنوانًا صحيحًا.
trouble-address-advice = ما يلي «feed=» في الرابط ينبغي أن يكون عنوان ملف datapackage.json.
trouble-not-started = تعذّر بدء الجزء الذي يحسب الأرقام.
trouble-not-started-advice = تحقق من الاتصال ثم أعد المحاولة. وإن تكرر ذلك فقد يكون المتصفح قديمًا أو فيه ما يمنع العمل في الخلفية.
trouble-stopped = توقف الجزء الذي يحسب الأرقام بسبب خلل فيه.
trouble-stopped-advice = أعد المحاولة ليبدأ من جديد. لم تغادر بياناتك هذا المتصفح.
trouble-garbled = التقت نسختان مختلفتان من اللوحة.
trouble-garbled-advice = أعد تحميل الصفحة لتكون كلها من نسخة واحدة.

import-title = ملفاتك
import-drop = أفلِت الملفات هنا: CSV أو JSON أو Excel أو Parquet
import-pick = اختيار ملفات
import-privacy = تُقرأ في هذا المتصفح، ولا يُرفع منها شيء.
import-check = هذا ما تبدو عليه. يُرجى التحقق قبل الفتح.
import-name = العنوان
import-currency = العملة، ثلاثة أحرف لاتينية
import-read = فتح هذا الملف
import-table = ماذا يمثل كل صف؟
import-grain = المدة التي يغطيها الصف
import-kind = ما كل صف
import-decimal = الفاصلة العشرية
import-decimal-auto = كما في القيم
import-decimal-point = نقطة: 1,234.5
import-decimal-comma = فاصلة: 1.234,5
import-channel = كله من القناة
import-repeated = الصفوف المتطابقة
import-repeated-all = تُحسب كلها
import-repeated-once = يُحسب كل منها مرة
import-unused = غير مستعمل
import-chosen = اخترتَه أنت
import-field-of = ما { $column }
import-date-order = ترتيب اليوم والشهر
import-open = فتح
import-save = حفظ كمصدر بيانات
import-cancel = إلغاء
import-save-note = ينزِّل الحفظ ملف datapackage.json. ضعه بجانب الملفات فيفتح الشيء نفسه.

## المقارنة بالأقران
bench-against = المقارنة بـ
bench-as = بصفة
bench-channel = قناة الأقران
bench-example = مثال لجدول أقران ومدخله في ملف الوصف
bench-detail = المئينات والمصادر
bench-star = المقياس المرشد
bench-thin = قليلون
bench-head-metric = المقياس
bench-head-own = نحن
bench-head-median = وسيط الأقران
bench-head-place = من الأضعف إلى الأفضل
bench-head-percentile = المئين
bench-head-gap = عن الوسيط
bench-head-best = عن الأفضل في الفئة
bench-head-source = المصدر
bench-middle = النصف الأوسط من الأقران
bench-low = المئين 25
bench-high = المئين 75
bench-trend-metric = مقياس المسار
bench-index = المؤشر
bench-rank = المرتبة
bench-index-about = متوسط كل الشركات 100؛ ويضيف كل مقياس وزنه مضروبًا في 10 عن كل انحراف معياري عن متوسطه.
bench-weights = الأوزان
bench-group = من هم الأقران
bench-method = طريقة الحساب
bench-published = رقم منشور
bench-references = منشور في دراسات أخرى
bench-references-about = ما وجدته دراسات، للاسترشاد. هؤلاء ليسوا أقرانًا، ولا يقارن بهم شيء مما سبق.
## Controls
close = إغلاق
step = التقسيم الزمني للرسوم
compare-choose-dates = المقارنة مع تواريخ أخرى
compare-apply = المقارنة مع هذه الأيام
month-earlier = الشهر السابق
month-later = الشهر التالي
weeks = بداية الأسبوع
weeks-feed = كما في البيانات
weeks-sunday = الأحد
weeks-monday = الاثنين
hijri-beside = التواريخ الهجرية بجانبها

tools = هذه الشاشة
undo = تراجع
redo = إعادة
share = الحفظ والمشاركة
link = رابط هذه الشاشة
copy-wall = نسخ رابط لشاشة جدارية
copy-frame = نسخ شيفرة إطار للتضمين
copied-frame = نُسخت شيفرة الإطار.
copy-link = نسخ الرابط
copied-link = نُسخ الرابط.
not-copied = لا يسمح المتصفح لهذه الصفحة بالنسخ. حدّد النص وانسخه بنفسك.
print = طباعة أو حفظ بصيغة PDF
views = الشاشات المحفوظة
views-none = لا شيء بعد. تُحفظ في هذا المتصفح.
view-name = اسم الشاشة
view-save = حفظ هذه الشاشة
view-saved = حُفظت في هذا المتصفح.
view-rename = تغيير الاسم
view-rename-of = تغيير اسم { $name }
view-remove = حذف { $name }
view-removed = حُذفت.
view-taken = اختر اسمًا لا تحمله شاشة أخرى.

shortcuts = اختصارات لوحة المفاتيح
shortcut-help = هذه القائمة
shortcut-period = إلى الفترة
shortcut-compare = إلى المقارنة
shortcut-page = إلى صفحة بحسب ترتيبها
shortcut-chart = بين علامات الرسم
shortcut-single = تفعيل المفاتيح المفردة

filter-add = تصفية
filter-find = البحث عما تُصفّى به الأرقام
filter-by = التصفية حسب
filter-wanted = جزء من الاسم
metrics = المقاييس
metrics-choose = اختيار مقاييس الجدول
metrics-all = عرضها كلها
table-save = CSV
table-save-name = تنزيل الجدول بصيغة CSV
table-copy = نسخ
table-copy-name = نسخ الجدول
table-copied = نُسخ الجدول.

export-chart = تنزيل الرسم
export-png = تنزيل بصيغة PNG
export-svg = تنزيل بصيغة SVG
export-csv = تنزيل بصيغة CSV
export-xlsx = تنزيل مصنّف جداول (XLSX)
export-page = الحفظ كصفحة (HTML)
export-failed = تعذّر إنشاء الملف. أعد المحاولة.
export-about = عن هذه الأرقام
export-none = بلا
export-data = البيانات
export-note = ملاحظة
export-filters = التصفية
export-made = أُعدّ في
export-made-by = { $date }، بواسطة معيار
export-standing = المكانة
export-peers = الأقران
export-rows = الصفوف

## المستهدفات
targets = المستهدفات
targets-of = من
targets-none = لا مستهدف لهذه الأيام.
targets-end = بهذه الوتيرة:
targets-end-last-year = بهذه الوتيرة وكما سارت السنة الماضية:

## أجوبة بالكلمات
page-explain = لماذا تغيّر
question-explain = من غيّره، وبماذا؟
explain-metric = المقياس
explain-open = تفسير هذا التغيّر
explain-into = الدخول إلى هذا الجزء
row-open = مكوّنات { $name }
versus-choose = مقارنة
versus-with = مقارنة { $name } بغيرها
versus-hint = اختر ما تقارن به، حتى أربعة في المجموع.
versus-end = إنهاء المقارنة
versus-difference = فرق الأفضل عن التالي
versus-verdict = ما تُظهره البيانات
advice-title = أين يُخفَّض الإنفاق وأين يُزاد
advice-name = الاسم
happened = ماذا حدث
