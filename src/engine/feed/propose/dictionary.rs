//! What words of exports mean: names of columns, kinds, channels, currencies.
//!
//! The names are those of GA4, Google Ads, Meta, TikTok, Klaviyo, Mailchimp, Shopify, WooCommerce, Salla, HubSpot,
//! Marketo, Salesforce, Segment, Mixpanel and plain spreadsheets, folded ([`super::name::folded`]).

/// A dictionary: lines of a head, a colon, and phrases between commas.
pub(super) struct Dictionary(&'static str);

pub(super) const NAMES: Dictionary = Dictionary(include_str!("dictionary/names.txt"));
pub(super) const WORDS: Dictionary = Dictionary(include_str!("dictionary/words.txt"));
pub(super) const EVENT_KINDS: Dictionary = Dictionary(include_str!("dictionary/events.txt"));
pub(super) const COST_KINDS: Dictionary = Dictionary(include_str!("dictionary/costs.txt"));
pub(super) const CHANNELS: Dictionary = Dictionary(include_str!("dictionary/channels.txt"));

impl Dictionary {
    /// Returns each phrase with the head that it stands under, in order.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let mut head = "";
        self.0.lines().filter(|line| !line.starts_with('#')).flat_map(move |line| {
            let phrases = match line.split_once(':') {
                Some((before, after)) if !line.starts_with(' ') => {
                    head = before;
                    after
                }
                _ => line,
            };
            phrases.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()).map(move |phrase| (head, phrase))
        })
    }

    /// Returns the head that a phrase stands under.
    pub(super) fn find(&self, phrase: &str) -> Option<&'static str> {
        self.entries().find(|(_, other)| *other == phrase).map(|(head, _)| head)
    }
}

/// Signs of currencies, the longer before what they contain.
pub(super) const SIGNS: [(&str, &str); 18] = [
    ("ر.س", "SAR"),
    ("ريال سعودي", "SAR"),
    ("⃁", "SAR"),
    ("د.إ", "AED"),
    ("درهم إماراتي", "AED"),
    ("د.ك", "KWD"),
    ("د.ب", "BHD"),
    ("ر.ق", "QAR"),
    ("ر.ع", "OMR"),
    ("د.أ", "JOD"),
    ("ج.م", "EGP"),
    ("£", "GBP"),
    ("€", "EUR"),
    ("₹", "INR"),
    ("₺", "TRY"),
    ("R$", "BRL"),
    ("US$", "USD"),
    ("$", "USD"),
];

/// Codes of currencies (ISO 4217) that exports name; no word of a column's name is like one of them.
pub(super) const CODES: &str = "SAR AED KWD BHD QAR OMR JOD EGP MAD TND DZD IQD LBP USD EUR GBP CHF CAD AUD NZD INR PKR BRL MXN ZAR JPY CNY SGD HKD SEK NOK DKK PLN IDR MYR";

/// Returns the code that a word is, whatever its capitals.
pub(super) fn code(word: &str) -> Option<&'static str> {
    CODES.split(' ').find(|code| code.eq_ignore_ascii_case(word))
}
