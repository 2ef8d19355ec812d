import Net

/// Does the same with every element at once; the results come in the order of the elements. Cancelling the task cancels
/// all of it.
@NetActor
func concurrently<Element: Sendable, Value: Sendable>(
    _ elements: [Element], _ work: @escaping @Sendable @NetActor (Element) async -> Value
) async -> [Value] {
    let tasks = elements.map { element in Task { @NetActor in await work(element) } }
    return await withTaskCancellationHandler {
        var values: [Value] = []
        for task in tasks { values.append(await task.value) }
        return values
    } onCancel: {
        for task in tasks { task.cancel() }
    }
}
