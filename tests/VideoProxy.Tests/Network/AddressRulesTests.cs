using System.Net;
using VideoProxy.Network;

namespace VideoProxy.Tests.Network;

public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("2606:4700::1111")]
    [InlineData("64:ff9b::808:808")]
    public void Refusal_public_address_is_none(string address) => AddressRules.Refusal(IPAddress.Parse(address), allowPrivate: false).ShouldBeNull();

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("100.64.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("203.0.113.9")]
    [InlineData("::1")]
    [InlineData("fc00::1")]
    [InlineData("2001:db8::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::")]
    [InlineData("::7f00:1")]
    public void Refusal_private_address_is_lifted_by_the_setting(string address)
    {
        AddressRules.Refusal(IPAddress.Parse(address), allowPrivate: false)!.ShouldContain("AllowPrivate");
        AddressRules.Refusal(IPAddress.Parse(address), allowPrivate: true).ShouldBeNull();
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:a9fe:a9fe::")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fd00:ec2::254")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("ff02::1")]
    [InlineData("::")]
    public void Refusal_metadata_and_reserved_address_stands_whatever_is_allowed(string address) =>
        AddressRules.Refusal(IPAddress.Parse(address), allowPrivate: true).ShouldNotBeNull();
}
