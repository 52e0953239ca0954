namespace VideoProxy.Abstractions;

/// <summary>Ability: says in which form each kind of input is taken. Without it, every kind is taken as <see cref="MediaForm.Either"/>.</summary>
public interface ITakeMedia
{
    /// <summary>The form in which the provider takes inputs of this kind.</summary>
    MediaForm FormOf(MediaKind kind);
}
