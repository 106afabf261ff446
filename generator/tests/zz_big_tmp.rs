use msgraph_generator::source::*;
use std::io::Read;
#[test]
fn big() {
    for f in [
        "graph-v1.0.clean.csdl.gz",
        "graph-v1.0.csdl.gz",
        "graph-v1.0.openapi.json.gz",
        "graph-beta.openapi.json.gz",
        "graph-beta-applications.openapi.yaml.gz",
    ] {
        let mut b = vec![];
        flate2::read::GzDecoder::new(
            std::fs::File::open(format!("/work/shared/specs/{f}")).unwrap(),
        )
        .read_to_end(&mut b)
        .unwrap();
        let t = SourceTexts::new([SourceText::from_utf8(f, b).unwrap()]).unwrap();
        match msgraph_generator::generate(&t, |_| {}) {
            Ok(g) => println!(
                "{f}: ok {} files {} warnings",
                g.files.iter().len(),
                g.warnings.len()
            ),
            Err(p) => {
                let r = p.render(&t, false);
                println!("{f}: {} problems", p.len());
                println!(
                    "{}",
                    r.split("\n\n")
                        .filter(|x| x.starts_with("error"))
                        .take(5)
                        .collect::<Vec<_>>()
                        .join("\n\n")
                );
            }
        }
    }
}
