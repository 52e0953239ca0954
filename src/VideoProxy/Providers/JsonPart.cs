namespace VideoProxy.Providers;

/// <summary>The role of bytes in a JSON document, as far as string values are concerned.</summary>
internal enum JsonPart
{
    /// <summary>Everything but string values: structure, names, numbers, white space.</summary>
    Around,

    /// <summary>The quote before a string value.</summary>
    Begin,

    /// <summary>The text between the quotes, with its escapes.</summary>
    Inside,

    /// <summary>The quote after a string value.</summary>
    End,
}
