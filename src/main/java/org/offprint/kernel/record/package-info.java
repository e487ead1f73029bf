/** Record model with the content of articles, issues, journals and affiliations in the format of the API. */
package org.offprint.kernel.record;
