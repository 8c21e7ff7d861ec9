### ما تقوله الصفحة من نفسها.

product = معيار
skip = إلى الأرقام مباشرة
nav = الصفحات
page-summary = الملخص
page-channels = القنوات
page-data = البيانات
question-summary = كيف أداؤنا؟
question-channels = أي قناة تستحق ما يُنفق عليها؟
question-data = هل أثق بهذه الأرقام؟

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

about = كيف يُحسب
about-now = الآن
about-then = سابقًا
about-basis = محسوب من
about-formula = المعادلة
about-source = المصدر
summary-missing = ما لا تتيحه هذه البيانات

table-filter = عرض هذا وحده؛ اضغط مرة أخرى لعرض الكل
table-formulas = كيف تُحسب هذه المؤشرات
chart-table = الأرقام نفسها في جدول
chart-marks = علامات الرسم. تنقّل بينها بمفاتيح الأسهم.
chart-bars = أعمدة الرسم. تنقّل بينها بمفاتيح الأسهم.
chart-partial = فترة غير مكتملة

data-files = الملفات
data-mapping = كيف تُقرأ أعمدته
data-requests = كل الطلبات المرسلة
data-problems = المشكلات
data-no-problems = لا مشكلات: قُرئت الصفوف كلها.
data-place = الموضع
data-what = المشكلة

loading = يجري تحميل البيانات…
loading-files = يجري تحميل البيانات: الملف { $done } من { $files }…
updating = يجري تحديث الأرقام
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
import-table = ما الصف
import-grain = الوقت الذي يغطيه الصف
import-kind = ما كل صف
import-decimal = الفاصلة العشرية
import-decimal-auto = كما في القيم
import-decimal-point = نقطة: 1,234.5
import-decimal-comma = فاصلة: 1.234,5
import-channel = كله من القناة
import-unused = غير مستعمل
import-chosen = اخترتَه أنت
import-field-of = ما { $column }
import-date-order = ترتيب اليوم والشهر
import-open = فتح
import-save = الحفظ مصدرًا للبيانات
import-cancel = إلغاء
import-save-note = ينزِّل الحفظ ملف datapackage.json. ضعه بجانب الملفات فيفتح الشيء نفسه.
