//! Values in a URL come out as they went in.

use msgraph_runtime::edm;
use proptest::prelude::{any, proptest};

use crate::schema::{Group, Item, User, group, item, list, user};
use crate::{options, query};

/// The one option of a query, without what stands around the value.
#[track_caller]
fn value(query: &str, name: &str, before: &str, after: &str) -> String {
    let options = options(query);
    assert_eq!(options.len(), 1, "{query}");
    assert_eq!(options[0].0, name);
    let text = options[0].1.strip_prefix(before).expect(query);
    text.strip_suffix(after).expect(query).to_owned()
}

/// Reads a string literal (OData ABNF, rule `string`): every quote inside is one of two.
#[track_caller]
fn unquoted(literal: &str) -> String {
    let inner = literal
        .strip_prefix('\'')
        .and_then(|text| text.strip_suffix('\''));
    let inner = inner.expect(literal);
    assert!(!inner.replace("''", "").contains('\''), "{literal}");
    inner.replace("''", "'")
}

proptest! {
    #[test]
    fn text_survives(text: String) {
        let compared = query(&list::<User>().filter(user::CITY.eq(&text)));
        assert_eq!(unquoted(&value(&compared, "$filter", "city eq ", "")), text);
        let listed = query(&list::<User>().filter(user::CITY.one_of([&text])));
        assert_eq!(unquoted(&value(&listed, "$filter", "city in (", ")")), text);
        let called = query(&list::<User>().filter(user::CITY.starts_with(&text)));
        assert_eq!(unquoted(&value(&called, "$filter", "startswith(city,", ")")), text);
        let nested = group::USERS.with(|e| e.filter(user::CITY.eq(&text)));
        let expanded = query(&list::<Group>().expand(nested));
        let literal = value(&expanded, "$expand", "users($filter=city eq ", ")");
        assert_eq!(unquoted(&literal), text);
    }

    #[test]
    fn text_of_other_types_stays_one_literal(text: String) {
        let guid = edm::DateTimeOffset::from(text.as_str());
        let sent = query(&list::<User>().filter(user::CREATED.eq(guid)));
        let literal = value(&sent, "$filter", "createdDateTime eq ", "");
        if literal.starts_with('\'') {
            assert_eq!(unquoted(&literal), text);
        } else {
            assert!(!literal.contains([' ', '(', ')', ',', '\'', '/']), "{literal}");
            assert_eq!(literal, text);
        }
    }

    #[test]
    fn numbers_survive(whole in any::<i64>(), broken in any::<f64>()) {
        let sent = query(&list::<Item>().filter(item::SIZE.eq(whole)));
        assert_eq!(value(&sent, "$filter", "size eq ", "").parse(), Ok(whole));
        let sent = query(&list::<Item>().filter(item::SCORE.eq(broken)));
        assert_eq!(value(&sent, "$filter", "score eq ", "").parse(), Ok(broken));
    }

    #[test]
    fn searched_words_survive(words: String) {
        let sent = query(&list::<User>().search(words.as_str()));
        let phrase = value(&sent, "$search", "\"", "\"");
        let mut read = String::new();
        let mut signs = phrase.chars();
        while let Some(sign) = signs.next() {
            assert_ne!(sign, '"', "{phrase}");
            read.push(if sign == '\\' { signs.next().expect("a sign") } else { sign });
        }
        assert_eq!(read, words);
    }

    #[test]
    fn raw_options_survive(text: String) {
        let sent = query(&list::<User>().raw_query("$custom", text.as_str()));
        assert_eq!(value(&sent, "$custom", "", ""), text);
    }
}
