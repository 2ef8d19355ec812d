/// A report's document with the text behind every one that no reader takes for a word of its own.
/// - Parameter words: other keys whose texts stay as they are.
func spoiled(_ value: Any, key: String = "", with attack: String, except words: Set<String> = []) -> Any {
    let own: Set = [
        "schema", "verdict", "confidence", "owner", "status", "kind", "started_at", "direction", "id", "test",
    ]
    switch value {
    case let text as String: return own.union(words).contains(key) ? text : text + attack
    case let list as [Any]: return list.map { spoiled($0, key: key, with: attack, except: words) }
    case let object as [String: Any]:
        let pairs = object.map { ($0.key, spoiled($0.value, key: $0.key, with: attack, except: words)) }
        return Dictionary(uniqueKeysWithValues: pairs)
    default: return value
    }
}
