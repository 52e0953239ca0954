namespace VideoProxy.Sandbox.OpenAi;

/// <summary>The result of reading a create: an order, or the fault of the request.</summary>
internal readonly record struct OpenAiIntake(OpenAiOrder? Order, OpenAiFault? Fault)
{
    public static implicit operator OpenAiIntake(OpenAiOrder order) => new(order, null);

    public static implicit operator OpenAiIntake(OpenAiFault fault) => new(null, fault);
}
