using Xunit;

namespace VaeFunctional.Tests;

/// <summary>A fact about memory that is used again, skipped where Math.NET computes the products: its provider allocates in each.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReusesMemoryFactAttribute : FactAttribute
{
    public ReusesMemoryFactAttribute()
    {
        if (Backend.Products is MathNetProducts)
            Skip = "Math.NET's provider allocates in every product.";
    }
}
