<#import "commands.ftl" as c>
Connect-MgGraph<#if graphCloud??> -Environment ${graphCloud}</#if> -Scopes 'Application.Read.All'   # with an account of the tenant that has the app
(Get-MgContext).TenantId   # to be what tenantId says<#if tenant??>, which is ${tenant}</#if>
Get-MgApplication -Filter "appId eq ${c.quotedClient()}" | Format-List DisplayName, AppId   # nothing: no app of this clientId is registered there
