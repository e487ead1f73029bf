package org.offprint;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The second half of the tests on a running service. Its service is separate from the service of {@link RecordsSuite}.
 */
@Suite
@SelectPackages("org.offprint")
@IncludeClassNamePatterns(".*Test")
@ExcludeClassNamePatterns(RecordsSuite.CLASSES)
class RestSuite {}
