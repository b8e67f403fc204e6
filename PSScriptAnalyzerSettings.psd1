@{
    # All rules but one: a wrapper around a native program passes its arguments by position, and so do people in examples.
    ExcludeRules = @('PSAvoidUsingPositionalParameters')
}
