/** Records as editors state them: the bodies of articles, issues, journals and affiliations. Pure, without storage. */
package org.offprint.record;
