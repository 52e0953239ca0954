namespace VideoProxy.Abstractions;

/// <summary>Measures text as clients count it, and shortens it.</summary>
public static class TextLength
{
    /// <summary>
    /// Returns the number of Unicode code points, so that an emoji counts as one character. <c>string.Length</c> counts it as two.
    /// </summary>
    /// <param name="text">The text.</param>
    public static int Of(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1])) count--;
        }

        return count;
    }

    /// <summary>Returns whether the text has more than <paramref name="most"/> code points. A short text is not counted.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The limit. Null means that there is none.</param>
    public static bool Exceeds(string text, int? most) => text.Length > most && Of(text) > most;

    /// <summary>Returns the beginning of a text. A surrogate pair is never split, because a lone surrogate cannot be stored.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The largest number of UTF-16 code units, at least one.</param>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
