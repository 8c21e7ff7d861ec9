# أسماء الأبعاد والمقاييس والقيم المشتركة.

dimension-channel = القناة
dimension-campaign = الحملة
dimension-stage = المرحلة
dimension-segment = الشريحة
dimension-region = المنطقة
dimension-device = الجهاز
dimension-category = الفئة
dimension-store = الفرع

measure-impressions = مرات الظهور
measure-sends = الرسائل المرسلة
measure-delivered = الرسائل المسلَّمة
measure-opens = مرات الفتح
measure-clicks = النقرات
measure-visits = الزيارات
measure-leads = العملاء المحتملون
measure-actions = الإجراءات
measure-conversions = التحويلات
measure-orders = الطلبات
measure-units = الوحدات
measure-revenue = الإيرادات
measure-refunds = المرتجعات
measure-cost = التكلفة
measure-people-cost = الرواتب
measure-overhead-cost = المصاريف العامة
measure-new-customers = العملاء الجدد

channel-email = البريد الإلكتروني
channel-sms = الرسائل النصية
channel-push = إشعارات التطبيق
channel-social = التواصل الاجتماعي
channel-organic-social = التواصل الاجتماعي المجاني
channel-paid-social = التواصل الاجتماعي المدفوع
channel-search = البحث
channel-organic-search = البحث المجاني
channel-paid-search = البحث المدفوع
channel-affiliate = التسويق بالعمولة
channel-marketplace = المتاجر الوسيطة
channel-display = الإعلانات الصورية
channel-store = الفروع
channel-phone = الهاتف
channel-direct-mail = البريد المباشر
channel-direct = الدخول المباشر
channel-direct-traffic = الدخول المباشر
channel-referral = الإحالة
channel-web = الموقع
channel-app = التطبيق
channel-tv = التلفزيون
channel-radio = الإذاعة
channel-ooh = إعلانات الطرق
channel-print = المطبوعات
channel-facebook = فيسبوك
channel-event = الفعاليات
channel-other = أخرى
channel-unknown = غير معروفة
channel-other-publicities = دعاية أخرى

stage-awareness = الوعي
stage-conversion = التحويل
stage-loyalty = الولاء

device-mobile = الجوال
device-desktop = الحاسوب
device-tablet = الجهاز اللوحي
device-app = التطبيق
