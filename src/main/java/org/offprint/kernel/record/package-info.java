/** Record model: the bodies of articles, issues, journals and affiliations as editors send them. */
package org.offprint.kernel.record;
