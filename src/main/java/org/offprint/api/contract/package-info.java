/** Completes the OpenAPI document where annotations of single operations cannot say it. */
package org.offprint.api.contract;
