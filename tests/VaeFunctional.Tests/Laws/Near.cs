namespace VaeFunctional.Tests;

/// <summary>Closeness of numbers: within a tolerance of the larger of both, or of 1 where both are smaller.</summary>
internal static class Near
{
    public static bool Is(double x, double y, double tolerance) =>
        x.Equals(y) || Math.Abs(x - y) <= tolerance * Math.Max(1, Math.Max(Math.Abs(x), Math.Abs(y)));

    /// <summary>Closeness as <c>Assert.Equal</c> takes it for sequences.</summary>
    public static Func<double, double, bool> Within(double tolerance) => (x, y) => Is(x, y, tolerance);

    /// <summary>Whether the first is at most the second but for rounding.</summary>
    public static bool AtMost(double x, double y, double tolerance) => x <= y || Is(x, y, tolerance);

    public static bool All(IEnumerable<double> x, IEnumerable<double> y, double tolerance)
    {
        var (left, right) = (x.ToList(), y.ToList());
        return left.Count == right.Count && left.Zip(right).All(pair => Is(pair.First, pair.Second, tolerance));
    }

    /// <summary>Whether two records have the same paths and, parameter by parameter, close numbers.</summary>
    public static bool Parameters<TModel>(TModel x, TModel y, double tolerance)
        where TModel : IParameters<TModel> =>
        x.Leaves().Zip(y.Leaves()).All(pair =>
            pair.First.Path == pair.Second.Path
            && (pair.First.IsConstant || All(pair.First.Value.ToDoubles(), pair.Second.Value.ToDoubles(), tolerance)));
}
