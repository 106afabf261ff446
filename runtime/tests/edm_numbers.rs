//! Conversions to the crates `rust_decimal` and `uuid` and back.

#[cfg(feature = "rust_decimal")]
mod decimal {
    use msgraph_runtime::edm::{ConversionError, Decimal};
    use proptest::prelude::{any, proptest};
    use rust_decimal::Decimal as Number;

    fn number(text: &str) -> Result<Number, ConversionError> {
        Number::try_from(Decimal::from(text))
    }

    #[test]
    fn every_digit_that_fits_is_kept() {
        let cases = [
            ("12.50", "12.50"),
            (
                "-0.0000000000000000000000000001",
                "-0.0000000000000000000000000001",
            ),
            (
                "79228162514264337593543950335",
                "79228162514264337593543950335",
            ),
            (
                "-79228162514264337593543950335",
                "-79228162514264337593543950335",
            ),
            (
                "79228162514264337593543950335.000",
                "79228162514264337593543950335",
            ),
            ("0007.5", "7.5"),
            ("+1e3", "1000"),
            ("1.5E+2", "150"),
            ("25e-1", "2.5"),
            (
                "1.2500000000000000000000000000000000000000",
                "1.2500000000000000000000000000",
            ),
            ("0e999999999999999999999", "0"),
            ("0.00", "0.00"),
            ("-0", "0"),
        ];
        for (text, expected) in cases {
            let number = number(text).expect(text);
            assert_eq!(Decimal::from(number).as_str(), expected, "{text}");
        }
        assert_eq!(Number::try_from(Decimal::from(-7)), Ok(Number::from(-7)));
    }

    #[test]
    fn what_does_not_fit_is_an_error_and_not_rounded() {
        for text in [
            "0.00000000000000000000000000001",
            "7.9228162514264337593543950336",
            "79228162514264337593543950335.5",
            "1e-29",
            "1e-99999999999999999999",
        ] {
            assert!(number(text).expect_err(text).is_too_precise(), "{text}");
        }
        for text in [
            "79228162514264337593543950336",
            "1e29",
            "1e99999999999999999999",
            "123456789012345678901234567890.5",
            "INF",
            "-INF",
            "NaN",
        ] {
            assert!(number(text).expect_err(text).is_out_of_range(), "{text}");
        }
        for text in [
            "", "-", ".5", "1.", "1e", "1e+", "1,5", " 1", "1 ", "0x1", "1_000", "inf", "１",
        ] {
            assert!(number(text).expect_err(text).is_malformed(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_comes_back(low: u32, middle: u32, high: u32, negative: bool, decimals in 0u32..=28) {
            let before = Number::from_parts(low, middle, high, negative, decimals);
            let after = Number::try_from(Decimal::from(before)).expect("a number");
            assert_eq!((after, after.scale()), (before, before.scale()));
        }

        #[test]
        fn no_text_is_a_panic(text in any::<String>(), near in "-?[0-9]{0,40}\\.?[0-9]{0,40}(e-?[0-9]{1,3})?") {
            let _ = number(&text);
            let _ = number(&near);
        }
    }
}

#[cfg(feature = "uuid")]
mod guid {
    use msgraph_runtime::edm::Guid;
    use proptest::prelude::proptest;
    use uuid::Uuid;

    const TEXT: &str = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    #[test]
    fn both_cases_are_the_same_bits() {
        let uuid = Uuid::from_u128(0x3f25_04e0_4f89_41d3_9a0c_0305_e82c_3301);
        assert_eq!(Uuid::try_from(Guid::from(TEXT)), Ok(uuid));
        assert_eq!(Uuid::try_from(Guid::from(TEXT.to_uppercase())), Ok(uuid));
        assert_eq!(Guid::from(uuid).as_str(), TEXT);
        assert_eq!(
            Guid::from(Uuid::nil()).as_str(),
            "00000000-0000-0000-0000-000000000000"
        );
    }

    #[test]
    fn other_forms_are_none() {
        for text in [
            String::new(),
            TEXT.replace('-', ""),
            format!("{{{TEXT}}}"),
            format!("urn:uuid:{TEXT}"),
            TEXT.replace('3', "g"),
            "3f2504e04-f89-41d3-9a0c-0305e82c3301".to_owned(),
        ] {
            let error = Uuid::try_from(Guid::from(text.as_str())).expect_err(&text);
            assert!(error.is_malformed(), "{error}");
        }
    }

    proptest! {
        #[test]
        fn every_identifier_comes_back(bits: u128) {
            let uuid = Uuid::from_u128(bits);
            assert_eq!(Uuid::try_from(Guid::from(uuid)), Ok(uuid));
        }
    }
}
