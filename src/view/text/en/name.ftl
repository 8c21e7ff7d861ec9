# Names of dimensions, measures, and the values that every feed may have.

dimension-channel = channel
dimension-campaign = campaign
dimension-stage = stage
dimension-segment = segment
dimension-region = region
dimension-device = device
dimension-category = category
dimension-store = store

measure-impressions = impressions
measure-sends = messages sent
measure-delivered = messages delivered
measure-opens = opens
measure-clicks = clicks
measure-visits = visits
measure-leads = leads
measure-actions = actions
measure-conversions = conversions
measure-orders = orders
measure-units = units
measure-revenue = revenue
measure-refunds = refunds
measure-cost = cost
measure-people-cost = salaries
measure-overhead-cost = overheads
measure-new-customers = new customers

channel-email = Email
channel-sms = SMS
channel-push = Push
channel-social = Social
channel-organic-social = Organic social
channel-paid-social = Paid social
channel-search = Search
channel-organic-search = Organic search
channel-paid-search = Paid search
channel-affiliate = Affiliate
channel-marketplace = Marketplace
channel-display = Display
channel-store = Store
channel-phone = Phone
channel-direct-mail = Direct mail
channel-direct = Direct
channel-direct-traffic = Direct traffic
channel-referral = Referral
channel-web = Web
channel-app = App
channel-tv = TV
channel-radio = Radio
channel-ooh = Out of home
channel-print = Print
channel-facebook = Facebook
channel-event = Events
channel-other = Other
channel-unknown = Unknown
channel-other-publicities = Other publicity

stage-awareness = Awareness
stage-conversion = Conversion
stage-loyalty = Loyalty

device-mobile = Mobile
device-desktop = Desktop
device-tablet = Tablet
device-app = App
