import Testing

/// No control byte but line breaks and, where colours were asked for, those that sipdiag itself paints.
func expectTame(_ run: Finished, colours: Bool = false, sourceLocation: SourceLocation = #_sourceLocation) {
    let text = run.output + run.errors
    let plain = colours ? text.replacing(/\u{1B}\[(0|1|2|32|33|35|1;31)m/, with: "") : text
    let wild = plain.unicodeScalars.filter { scalar in
        switch scalar.properties.generalCategory {
        case .control: scalar != "\n"
        case .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
    #expect(wild.isEmpty, "\(wild.map { String($0.value, radix: 16) })", sourceLocation: sourceLocation)
}
