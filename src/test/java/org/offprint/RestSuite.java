package org.offprint;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * Suite with the tests on a running service that do not belong to {@link RecordsSuite}. The two suites use separate
 * services.
 */
@Suite
@SelectPackages("org.offprint")
@IncludeClassNamePatterns(".*Test")
@ExcludeClassNamePatterns(RecordsSuite.CLASSES)
class RestSuite {}
