//! All that the worker does, as a pure state machine: told a message or the end of an errand, it
//! says what is to be done next.
