import Diagnosis
import Probes
import Settings

extension ValueRules {
    /// What the options of the command line take, the settings take. Whether a file is there shows when it is used: a profile
    /// that is not in force must not stop a run.
    static let ofOptions = ValueRules { name, text in
        var options = ProbeOptions()
        switch name {
        case .proxy: options.proxy = text
        case .resolver: options.resolver = text
        case .stun: options.stun = [text]
        case .canary: options.canaries = [text]
        case .statusURL: options.statusURLs = [text]
        case .from: options.from = text
        case .local: options.local = text
        case .expect: return ExpectedCodes(text) == nil ? ExpectedCodes.advice : nil
        case .redact:
            do {
                _ = try RedactArgument(text)
                return nil
            } catch {
                return "\(error)"
            }
        case .target:
            do throws(TargetProblem) {
                _ = try Target(text)
                return nil
            } catch {
                return error.rule
            }
        default: return nil
        }
        do throws(OptionProblem) {
            _ = try ProbeSettings(options)
            return nil
        } catch {
            return error.advice
        }
    }
}
