namespace VideoProxy.Sandbox.OpenAi;

/// <summary>What reading a create gave: an order, or what is wrong with it.</summary>
internal readonly record struct OpenAiIntake(OpenAiOrder? Order, OpenAiFault? Fault)
{
    public static implicit operator OpenAiIntake(OpenAiOrder order) => new(order, null);

    public static implicit operator OpenAiIntake(OpenAiFault fault) => new(null, fault);
}
