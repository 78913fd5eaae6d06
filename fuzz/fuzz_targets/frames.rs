#![no_main]

#[path = "../../tests/support/frames.rs"]
mod frames;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| frames::frames(bytes));
