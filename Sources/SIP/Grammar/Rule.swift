/// The rules of RFC 3261 whose breach can be told, each with a sentence for people.
package enum Rule: String, Hashable, Sendable, CaseIterable {
    case tooLarge, tooManyHeaders, nestedTooDeep
    case notSIP, badMethod, badStatusCode, unsupportedVersion, extraSpace, missingSpace
    case uriInBrackets, uriWithHeaders, spaceInURI
    case missingColon, badHeaderName, missingBlankLine, bareCarriageReturn
    case missingValue, unexpected, badToken, unterminatedQuote, unterminatedComment, unterminatedBracket
    case emptyParameter, badParameterValue
    case badDisplayName, needsAngleBrackets, spaceInAddress
    case badScheme, badUserInfo, badHost, badPort, badEscape
    case badNumber, numberTooLarge, badCallID, badDate
    case missingHeader, repeatedHeader, missingTag, emptyBranch
    case conflictingLengths, lengthBeyondEnd, methodMismatch

    package var sentence: String {
        switch self {
        case .tooLarge: "the message is larger than \(Limits.messageBytes) bytes"
        case .tooManyHeaders: "there are more than \(Limits.headerFields) header fields"
        case .nestedTooDeep: "comments are nested deeper than \(Limits.commentDepth) levels"
        case .notSIP: "this is neither a SIP request line nor a SIP status line"
        case .badMethod: "the method is not a token"
        case .badStatusCode: "the status code is not a number from 100 to 699"
        case .unsupportedVersion: "the version is not SIP/2.0"
        case .extraSpace: "the parts are separated by more than one space, or spaces follow"
        case .missingSpace: "a space is missing"
        case .uriInBrackets: "the request URI stands in angle brackets"
        case .uriWithHeaders: "the request URI carries headers"
        case .spaceInURI: "the URI contains white space"
        case .missingColon: "the line has no colon"
        case .badHeaderName: "the header name is not a token"
        case .missingBlankLine: "no blank line ends the header fields"
        case .bareCarriageReturn: "a CR stands without its LF"
        case .missingValue: "the value is missing"
        case .unexpected: "the grammar does not allow this character here"
        case .badToken: "this is not a token"
        case .unterminatedQuote: "the quoted string is not closed"
        case .unterminatedComment: "the comment is not closed"
        case .unterminatedBracket: "the angle bracket is not closed"
        case .emptyParameter: "a parameter is empty"
        case .badParameterValue: "the parameter's value is neither a token, a host nor quoted"
        case .badDisplayName: "the display name has characters that must be quoted"
        case .needsAngleBrackets: "a URI with headers must stand in angle brackets"
        case .spaceInAddress: "white space stands inside the angle brackets"
        case .badScheme: "the URI has no scheme"
        case .badUserInfo: "the user part is empty or malformed"
        case .badHost: "this is neither a host name nor an IP address"
        case .badPort: "the port is not a number from 0 to 65535"
        case .badEscape: "% is not followed by two hexadecimal digits"
        case .badNumber: "this is not a number"
        case .numberTooLarge: "the number is larger than the header allows"
        case .badCallID: "this is not a Call-ID"
        case .badDate: "this is not a date in GMT as RFC 1123 writes it"
        case .missingHeader: "the header is required and missing"
        case .repeatedHeader: "the header may occur only once"
        case .missingTag: "the tag is missing"
        case .emptyBranch: "the branch is only the magic cookie and identifies nothing"
        case .conflictingLengths: "several Content-Length values contradict each other"
        case .lengthBeyondEnd: "the message ends before the length it declares"
        case .methodMismatch: "the method differs from the one in the request line"
        }
    }
}
