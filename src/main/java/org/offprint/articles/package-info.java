/** Articles: the working copy that editors change, its input and views, its placement in an issue and its history. */
package org.offprint.articles;
