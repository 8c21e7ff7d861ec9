//! Adds columns up.
