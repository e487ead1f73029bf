package org.offprint;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The other half of the tests on a running service, on one of its own beside that of {@link RecordsSuite}. */
@Suite
@SelectPackages("org.offprint")
@IncludeClassNamePatterns(".*Test")
@ExcludeClassNamePatterns(RecordsSuite.CLASSES)
class RestSuite {}
