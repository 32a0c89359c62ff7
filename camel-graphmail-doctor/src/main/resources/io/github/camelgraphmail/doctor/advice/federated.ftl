<#import "commands.ftl" as c>
<@c.graph ["Application.Read.All"]/>
<@c.app/>
Get-MgApplicationFederatedIdentityCredential -ApplicationId $app.Id | Format-List Name, Issuer, Subject, Audiences
