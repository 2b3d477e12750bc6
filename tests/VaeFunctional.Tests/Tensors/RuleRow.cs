using System.Linq.Expressions;
using System.Reflection;

namespace VaeFunctional.Tests;

/// <summary>A row of the rule table: an operation, written as an expression so that its name and its members are read off it.</summary>
internal sealed class RuleRow
{
    private RuleRow(LambdaExpression expression, Func<Tensor[], Tensor> apply)
    {
        var members = new MemberCollector();
        Name = members.Visit(expression).ToString();
        Members = members.Found;
        Apply = apply;
    }

    /// <summary>The expression as text.</summary>
    public string Name { get; }

    /// <summary>The members of <see cref="Tensor"/> and <see cref="Rule"/> that the expression calls.</summary>
    public IReadOnlySet<MethodInfo> Members { get; }

    public Func<Tensor[], Tensor> Apply { get; }

    /// <summary>The shapes of the arguments, case by case.</summary>
    public required Shape[][] Cases { get; init; }

    /// <summary>Where the arguments lie.</summary>
    public Domain Domain { get; init; } = Domain.Any;

    /// <summary>Whether the operation is linear in each argument alone, so that a difference with step 1 is its derivative.</summary>
    public bool IsLinearInEach { get; init; }

    public static RuleRow Of(Expression<Func<Tensor, Tensor>> operation, Shape[][] cases, Domain? domain = null, bool linear = false)
    {
        var f = operation.Compile();
        return new(operation, all => f(all[0])) { Cases = cases, Domain = domain ?? Domain.Any, IsLinearInEach = linear };
    }

    public static RuleRow Of(Expression<Func<Tensor, Tensor, Tensor>> operation, Shape[][] cases, Domain? domain = null, bool linear = false)
    {
        var f = operation.Compile();
        return new(operation, all => f(all[0], all[1])) { Cases = cases, Domain = domain ?? Domain.Any, IsLinearInEach = linear };
    }

    public static RuleRow Of(Expression<Func<Tensor, Tensor, Tensor, Tensor>> operation, Shape[][] cases, Domain? domain = null, bool linear = false)
    {
        var f = operation.Compile();
        return new(operation, all => f(all[0], all[1], all[2])) { Cases = cases, Domain = domain ?? Domain.Any, IsLinearInEach = linear };
    }

    public static RuleRow Of(Expression<Func<Tensor, Tensor, Tensor, Tensor, Tensor>> operation, Shape[][] cases)
    {
        var f = operation.Compile();
        return new(operation, all => f(all[0], all[1], all[2], all[3])) { Cases = cases };
    }

    /// <summary>The arguments of a case in double, no two elements equal, away from kinks.</summary>
    public Tensor[] Arguments(int @case, RandomKey key) =>
        [.. Cases[@case].Select((shape, i) => Samples.Spread(key.Fold(i), shape, Domain, offset: 0.37 + (0.25 * i)))];

    /// <summary>Finds the members called, and puts captured variables into the text as their values.</summary>
    private sealed class MemberCollector : ExpressionVisitor
    {
        public HashSet<MethodInfo> Found { get; } = [];

        public override Expression Visit(Expression? node)
        {
            var method = (node as MethodCallExpression)?.Method ?? (node as BinaryExpression)?.Method ?? (node as UnaryExpression)?.Method;
            if (method is not null && (method.DeclaringType == typeof(Tensor) || method.DeclaringType == typeof(Rule)))
                Found.Add(method);
            return base.Visit(node)!;
        }

        protected override Expression VisitMember(MemberExpression node) =>
            node is { Expression: ConstantExpression closure, Member: FieldInfo captured }
                ? Expression.Constant(captured.GetValue(closure.Value), node.Type)
                : base.VisitMember(node);
    }
}
