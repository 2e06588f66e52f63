//! Which methods a path of REST has: `Allow`, which an answer of 405 must hold (RFC 9110, 15.5.6).

use poem_openapi::OpenApi;

/// The paths of an API with their methods.
#[derive(Debug)]
pub struct Methods(Vec<Path>);

#[derive(Debug)]
struct Path {
    /// As in `/guilds/{id}`.
    template: String,
    /// As the header writes them.
    allow: String,
}

impl Methods {
    /// Those of these rooms.
    #[must_use]
    pub fn of<A: OpenApi>() -> Self {
        let paths = A::meta().into_iter().flat_map(|api| api.paths);
        Self(
            paths
                .map(|path| Path {
                    template: path.path,
                    allow: path
                        .operations
                        .iter()
                        .map(|operation| operation.method.as_str())
                        .collect::<Vec<_>>()
                        .join(", "),
                })
                .collect(),
        )
    }

    /// The value of `Allow` for a path that is there.
    #[must_use]
    pub fn allow(&self, path: &str) -> Option<&str> {
        // A path that is written out goes before one with a placeholder, as in routing.
        let matching = self.0.iter().filter(|known| matches(&known.template, path));
        matching.min_by_key(|known| known.template.matches('{').count()).map(|known| known.allow.as_str())
    }
}

fn matches(template: &str, path: &str) -> bool {
    let (template, path) = (template.split('/'), path.split('/'));
    template.clone().count() == path.clone().count()
        && template.zip(path).all(|(part, given)| {
            part == given || (part.starts_with('{') && part.ends_with('}') && !given.is_empty())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_its_methods() {
        let path =
            |template: &str, allow: &str| Path { template: template.to_owned(), allow: allow.to_owned() };
        let methods = Methods(vec![path("/users/{id}", "GET, PATCH"), path("/users/@me", "GET")]);
        assert_eq!(methods.allow("/users/17"), Some("GET, PATCH"));
        assert_eq!(methods.allow("/users/@me"), Some("GET"));
        for unknown in ["/users", "/users/", "/users/17/guilds", ""] {
            assert_eq!(methods.allow(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn the_calls_of_accounts_are_known() {
        let methods = Methods::of::<crate::accounts::AccountsApi>();
        assert_eq!(methods.allow("/auth/sign-in"), Some("POST"));
    }
}
