namespace VaeFunctional.Tests;

/// <summary>The shapes of the arguments of fused rules, case by case: batches, further draws in front, shared parameters, empty ones.</summary>
internal static class FusedShapes
{
    /// <summary>Input, weight and bias.</summary>
    public static readonly Shape[][] OfLayers =
    [
        [Of(2, 3), Of(3, 4), Of(4)], [Of(17, 9), Of(9, 33), Of(33)], [Of(2, 2, 3), Of(3, 4), Of(4)], [Of(2, 1, 2, 3), Of(3, 1), Of(1)],
        [Of(0, 2), Of(2, 3), Of(3)], [Of(2, 0), Of(0, 3), Of(3)],
    ];

    /// <summary>Mean, log-variance and noise.</summary>
    public static readonly Shape[][] OfDraws =
        [[Of(2, 3), Of(2, 3), Of(2, 3)], [Of(2, 3), Of(3), Of(4, 2, 3)], [Of(19), Of(1), Of(19)], [Of(2, 3), Of(2, 3), Of(1, 2, 3)], [Of(0, 3), Of(0, 3), Of(0, 3)]];

    /// <summary>Value, mean and log-variance.</summary>
    public static readonly Shape[][] OfDensities =
    [
        [Of(2, 3), Of(2, 3), Of(2, 3)], [Of(4, 2, 3), Of(2, 3), Of(1)], [Of(2, 1, 3), Of(4, 3), Of(4, 3)], [Of(19), Of(19), Of(19)],
        [Of(4, 2, 3), Of(3), Of(3)], [Of(0, 3), Of(3), Of(3)],
    ];

    /// <summary>Mean and log-variance of one Gaussian and of another.</summary>
    public static readonly Shape[][] OfDivergences =
        [[Of(2, 3), Of(2, 3), Of(3), Of(3)], [Of(2, 19), Of(19), Of(2, 19), Of(1)], [Of(3), Of(3), Of(3), Of(3)], [Of(3), Of(3), Of(2, 3), Of(2, 3)], [Of(1, 3), Of(3), Of(2, 3), Of(3)], [Of(0, 3), Of(0, 3), Of(3), Of(3)]];

    /// <summary>Value and logit.</summary>
    public static readonly Shape[][] OfLogits =
        [[Of(2, 3), Of(2, 3)], [Of(2, 3), Of(4, 2, 3)], [Of(4, 2, 3), Of(2, 3)], [Of(37), Of(37)], [Of(3, 700), Of(2, 3, 700)], [Of(0, 2), Of(0, 2)], [Of(2, 0), Of(2, 0)]];

    private static Shape Of(params int[] sizes) => new(sizes);
}
