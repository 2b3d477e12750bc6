using Xunit;

namespace VaeFunctional.Tests;

[Collection(nameof(SetsThreads))]
public class CblasProductTests
{
    [RequiresBackendFact("mkl")]
    public void Mkl_products_are_the_triple_loop() => ProductLaws.Hold(CblasProducts.Mkl());

    [RequiresBackendFact("mkl")]
    public void Mkl_products_do_not_depend_on_threads() => ProductLaws.IgnoreThreads(CblasProducts.Mkl());

    [RequiresBackendFact("mkl")]
    public void Mkl_products_do_not_depend_on_alignment() => AlignmentLaw.Holds(CblasProducts.Mkl());

    [RequiresBackendFact("openblas")]
    public void OpenBlas_products_are_the_triple_loop() => ProductLaws.Hold(CblasProducts.OpenBlas());

    [RequiresBackendFact("openblas")]
    public void OpenBlas_products_do_not_depend_on_threads() => ProductLaws.IgnoreThreads(CblasProducts.OpenBlas());

    [RequiresBackendFact("openblas")]
    public void OpenBlas_products_do_not_depend_on_alignment() => AlignmentLaw.Holds(CblasProducts.OpenBlas());
}
