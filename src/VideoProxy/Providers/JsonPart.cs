namespace VideoProxy.Providers;

/// <summary>What bytes of a JSON document are, as far as strings are concerned.</summary>
internal enum JsonPart
{
    /// <summary>Everything but string values: structure, names, numbers, white space.</summary>
    Around,

    /// <summary>The quote before a string value.</summary>
    Begin,

    /// <summary>What stands between the quotes, escapes as they are.</summary>
    Inside,

    /// <summary>The quote after a string value.</summary>
    End,
}
