/** Record model with the bodies of articles, issues, journals and affiliations in the format of the API. */
package org.offprint.kernel.record;
