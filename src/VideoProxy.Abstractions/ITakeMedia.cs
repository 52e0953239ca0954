namespace VideoProxy.Abstractions;

/// <summary>
/// An ability of a provider that restricts the form of its media inputs. Without this interface, the provider takes every kind as
/// <see cref="MediaForm.Either"/>.
/// </summary>
public interface ITakeMedia
{
    /// <summary>Returns the form in which the provider takes inputs of this kind.</summary>
    /// <param name="kind">The kind of input.</param>
    MediaForm FormOf(MediaKind kind);
}
