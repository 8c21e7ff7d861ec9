# ملف من عندك: ما قد يكون ولماذا. تأتي المتغيرات معزولة الاتجاه، و$count لاختيار صيغة العدد فحسب.

import-table-performance = مجاميع: يوم القناة أو أسبوعها أو شهرها
import-table-events = أحداث: ما فعله شخص واحد
import-table-costs = تكاليف: ما أُنفق وعلى ماذا
import-table-answers = إجابات: ما أجاب به شخص واحد عن استبيان
import-table-rates = أسعار صرف: قيمة عملة من يوم ما
import-table-targets = مستهدفات: ما يُراد بلوغه في فترة
import-table-peers = أقران: ما لدى غيركم، للمقارنة به
import-table-reason-kinds-of-cost = تكاليف، لأن في كل صف مبلغًا ووجه إنفاقه.
import-table-reason-people-or-orders = أحداث، لأن في الصفوف أشخاصًا أو طلبات، لا مجاميع.
import-table-reason-kinds-of-event = أحداث، لأن كل صف يذكر ما حدث.
import-table-reason-sums = مجاميع، لأن في الصفوف أعدادًا تُجمع.
import-table-reason-unclear = لا شيء فيه يدل على معنى الصف: يُرجى الاختيار.
import-grain-reason-distances = تدل على ذلك المسافات بين تواريخه.
import-grain-reason-name = يدل على ذلك اسم عمود التاريخ.
import-grain-reason-event = الحدث يقع في يوم واحد.
import-grain-reason-no-date = ليس فيه عمود تواريخ.
import-grain-reason-unclear = لا تدل تواريخه على ذلك: يُرجى التحقق.
import-confidence-certain = مؤكد
import-confidence-likely = مرجَّح
import-confidence-guess = تخمين: يُرجى التحقق
import-reason-named = اسمه معتاد لهذا، وقيمه توافقه.
import-reason-named-like = يُستعمل اسمه لهذا أحيانًا، وقيمه توافقه.
import-reason-named-empty = اسمه معتاد لهذا، ولا قيم في الصفوف الأولى.
import-reason-dates = قيمه تواريخ.
import-reason-dates-unclear = قيمه تواريخ، لكن ترتيب اليوم والشهر يحتمل الوجهين: يُرجى التحقق.
import-reason-channel-values = قيمه أسماء قنوات.
import-reason-spent-by-people = كل صف شخص واحد، فالمبلغ المنفق أُنفق في المتجر.
import-reason-taken = { $column } أنسب لهذا، ولا يُجمع عمودان معًا.
import-reason-net = هو المأخوذ دون { $column } الذي قد يشمل الضريبة والشحن.
import-reason-gross = المأخوذ { $column }، وهذا قد يشمل الضريبة والشحن. اختره إن أردت حسابهما.
import-reason-rate = معدل أو سعر أو متوسط: لا يُجمع، بل يُحسب من أجزائه.
import-reason-unique = عدد أشخاص بلا تكرار: تتداخل أعداد الأيام فلا تُجمع.
import-reason-cumulative = مجموع تراكمي: جمعه يعد الشيء نفسه مرات كثيرة.
import-reason-personal = أسماء الأشخاص وعناوينهم لا تلزم للأرقام.
import-reason-foreign = خطة أو ضريبة أو رقم لغيرك: ليس من نتائج التسويق.
import-reason-name-and-values-differ = يوحي اسمه بتواريخ أو أعداد، لكن أكثر قيمه ليست كذلك.
import-reason-few-texts = نص قليل القيم: يبقى مرشِّحًا باسمه.
import-reason-many-texts = نص كثير القيم: لا يصلح جدولًا يُقرأ.
import-reason-keys = معرِّفات: لكل صف تقريبًا معرِّف مختلف.
import-reason-numbers-of-unknown = أعداد لا يقول الاسم عمّ هي.
import-reason-other-table = لا مكان له في جدول من هذا النوع.
import-reason-empty = لا قيم له في الصفوف الأولى.
import-reason-name-twice = قبله عمود بالاسم نفسه.
import-reason-no-name = بلا اسم.
import-reason-not-looked-at = في الملف أعمدة أكثر من أن تُفحص كلها.
import-lack-no-file = لم يُختر ملف يمكن فتحه.
import-lack-no-measure = لا عمود يُجمع، فلا شيء يُعرض: اختر عمودًا للطلبات أو الإيرادات أو التكلفة أو غيرها.
import-lack-revenue-twice = في { $one } و{ $other } إيرادات، وستُجمع معًا. اختر أحدهما إن كانت المبيعات نفسها.
import-lack-no-date = بلا عمود تاريخ يكون كل شيء فترة واحدة.
import-lack-no-channel = بلا قناة لا تُقارن القنوات. وإن كان كله من قناة واحدة فسمِّها.
import-lack-no-currency = بلا عملة تظهر المبالغ أعدادًا مجردة.
import-lack-dates-unclear = تحتمل بعض التواريخ أن يسبق اليوم أو الشهر: يُرجى التحقق منها.
import-group-time = الوقت
import-group-row = الصف
import-group-dimensions = للتوزيع
import-group-measures = للجمع
import-field-date = التاريخ
import-field-person = الشخص
import-field-order = رقم الطلب
import-field-kind = النوع
import-field-value = القيمة
import-field-amount = المبلغ
import-field-currency = العملة
import-field-score = الدرجة
import-field-rate = سعر الصرف
import-event-touch = تواصل
import-event-visit = زيارة
import-event-lead = عميل محتمل
import-event-action = إجراء
import-event-order = طلب
import-event-refund = مرتجع
import-answer-nps = هل يوصي بنا، 0 إلى 10
import-answer-csat = هل هو راضٍ، 1 إلى 5
import-answer-ces = هل كان الأمر سهلًا، 1 إلى 7
import-cost-media = إعلانات
import-cost-agency = وكالات
import-cost-salaries = رواتب
import-cost-martech = أدوات
import-cost-overheads = مصاريف عامة
import-delimiter = الفاصل بين القيم: { $mark }
import-tab = علامات جدولة
import-mark = «{ $mark }»
import-sheet = ورقة { $sheet }
import-date-said = { $value } هو { $date }
import-count-columns = { $count ->
    [zero] لا أعمدة
    [one] عمود واحد
    [two] عمودان
    [few] { $number } أعمدة
    [many] { $number } عمودًا
   *[other] { $number } عمود
}
import-repeated-rows = { $count ->
    [zero] { $number } من الصفوف الأولى مطابقة لما قبلها، فيُحسب مبلغها مرتين.
    [one] صف من الصفوف الأولى مطابق لصف قبله، فيُحسب مبلغه مرتين.
    [two] صفان من الصفوف الأولى مطابقان لما قبلهما، فيُحسب مبلغهما مرتين.
    [few] { $number } صفوف من الأولى مطابقة لما قبلها، فتُحسب مبالغها مرتين.
    [many] { $number } صفًا من الأولى مطابقة لما قبلها، فتُحسب مبالغها مرتين.
   *[other] { $number } صف من الأولى مطابقة لما قبلها، فتُحسب مبالغها مرتين.
}
import-preview-rows = { $count ->
    [zero] لا صفوف
    [one] الصف الأول
    [two] الصفان الأولان
    [few] أول { $number } صفوف
    [many] أول { $number } صفًا
   *[other] أول { $number } صف
}
