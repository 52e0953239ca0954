namespace VideoProxy.Sandbox.Ark;

internal enum ArkFamily
{
    V15,
    V20,
    V25,
}
