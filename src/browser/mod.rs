//! One thin adaptor a Web API; `JsValue` stays in here.
