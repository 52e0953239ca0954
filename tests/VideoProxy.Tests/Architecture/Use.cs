using Mono.Cecil;
using Mono.Cecil.Cil;

namespace VideoProxy.Tests.Architecture;

/// <summary>One type of the host that uses a type of another folder. A folder is the part of the namespace after the root.</summary>
internal sealed record Use(string From, string To, string User, string Used)
{
    public override string ToString() => $"{From}: {User} uses {To}: {Used}";

    /// <summary>Reads the uses between folders out of the assembly's metadata and method bodies.</summary>
    public static IReadOnlyList<Use> ReadAll(string assembly, string root)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return
        [
            .. from type in module.GetTypes()
               from used in TypesUsedBy(type).SelectMany(Parts)
               let uses = new Use(FolderOf(type, root), FolderOf(used, root), OutermostOf(type).Name, OutermostOf(used).Name)
               where uses.From.Length > 0 && uses.To.Length > 0 && uses.From != uses.To
               group uses by uses into same
               select same.Key,
        ];
    }

    private static IEnumerable<TypeReference?> TypesUsedBy(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(i => i.InterfaceType),
        .. type.CustomAttributes.Select(a => a.AttributeType),
        .. type.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType),
        .. type.Fields.Select(f => f.FieldType),
        .. type.Methods.SelectMany(TypesUsedBy),
    ];

    private static IEnumerable<TypeReference?> TypesUsedBy(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(p => p.ParameterType),
        .. method.HasBody ? method.Body.Variables.Select(v => v.VariableType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(TypesUsedBy) : [],
    ];

    private static IEnumerable<TypeReference?> TypesUsedBy(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MemberReference member => [member.DeclaringType],
        _ => [],
    };

    /// <summary>A generic type or an array is made of several types.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };

    private static string FolderOf(TypeReference type, string root)
    {
        var outermost = OutermostOf(type);
        return outermost.Scope is ModuleDefinition && outermost.Namespace.StartsWith(root, StringComparison.Ordinal)
            ? outermost.Namespace[root.Length..].Split('.')[0]
            : "";
    }

    private static TypeReference OutermostOf(TypeReference type) => type.DeclaringType is { } outer ? OutermostOf(outer) : type;
}
