/// Values that are made when they are first asked for.
package enum Remembered {
    /// A function that calls another one once, from whatever thread asks first, and gives its value ever after.
    package static func once<Value: Sendable>(_ make: @escaping @Sendable () -> Value) -> @Sendable () -> Value {
        let memory = Locked<Value?>(nil)
        return {
            memory.withLock { value in
                if let value { return value }
                let made = make()
                value = made
                return made
            }
        }
    }
}
